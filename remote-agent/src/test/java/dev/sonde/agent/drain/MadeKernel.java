package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.Attachment;
import dev.sonde.agent.kernel.Control;
import dev.sonde.agent.kernel.Form;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.KeyTable;
import dev.sonde.agent.kernel.Missing;
import dev.sonde.agent.kernel.NameTable;
import dev.sonde.agent.kernel.RecordHandler;
import dev.sonde.agent.kernel.Scope;
import dev.sonde.agent.kernel.btf.Btf;
import dev.sonde.agent.kernel.btf.StructLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has the layouts and constants of the built objects, and no kernel: the tests make the records themselves. */
final class MadeKernel implements KernelProbes {
    final Map<Long, Integer> streams = new HashMap<>();
    final Map<String, Long> fields = new HashMap<>();
    boolean runTimePermitted;
    long runTimeNanos;
    private final Form form;
    private final List<Btf> types = List.of(types("exchanges.bpf.o"), types("connections.bpf.o"));

    MadeKernel(Form form) {
        this.form = form;
    }

    private static Btf types(String object) {
        try (InputStream stream = MadeKernel.class.getResourceAsStream("/dev/sonde/bpf/" + object)) {
            return Btf.ofObject(stream.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public @Nullable Path cgroupRoot() {
        return null;
    }

    @Override
    public @Nullable Path cgroupRoot(String controller) {
        return null;
    }

    @Override
    public StructLayout layout(String struct) {
        return types.stream()
                .map(each -> each.struct(struct))
                .filter(each -> each != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(struct));
    }

    @Override
    public int constant(String enumerator) {
        return types.stream()
                .map(each -> each.enumerator(enumerator))
                .filter(each -> each != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(enumerator));
    }

    @Override
    public Control control() {
        return new Control() {
            @Override
            public void set(String field, long value) {
                fields.put(field, value);
            }

            @Override
            public long get(String field) {
                return fields.getOrDefault(field, 0L);
            }
        };
    }

    @Override
    public KeyTable streams() {
        return new KeyTable() {
            @Override
            public void put(long key, int value) {
                streams.put(key, value);
            }

            @Override
            public void remove(long key) {
                streams.remove(key);
            }

            @Override
            public void replace(int value, long... keys) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public KeyTable ports() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyTable tgids() {
        throw new UnsupportedOperationException();
    }

    @Override
    public KeyTable cgroups() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NameTable executables() {
        throw new UnsupportedOperationException();
    }

    @Override
    public NameTable containers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public @Nullable Attachment refresh() {
        return null;
    }

    @Override
    public List<Missing> missing() {
        return List.of();
    }

    @Override
    public Attachment attach(Scope scope) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int poll(RecordHandler handler) {
        return 0;
    }

    @Override
    public long waitingBytes() {
        return 0;
    }

    @Override
    public void losses(long[] byCause) {}

    @Override
    public int owners(RecordHandler handler) {
        return 0;
    }

    @Override
    public int connections(RecordHandler handler) {
        return 0;
    }

    @Override
    public boolean settleIdle() {
        return false;
    }

    @Override
    public boolean beginRunTime() {
        return runTimePermitted;
    }

    @Override
    public long endRunTime() {
        return runTimeNanos;
    }

    @Override
    public void close() {}
}
