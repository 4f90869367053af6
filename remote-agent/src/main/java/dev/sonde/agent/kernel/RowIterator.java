package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Runs BPF iterators and cuts what they write into rows. Not thread-safe. */
final class RowIterator implements AutoCloseable {
    private static final int BUFFER_BYTES = 32 << 10;
    /** The kernel gives up for a moment after a million objects without output, {@code MAX_ITER_OBJECTS}. */
    private static final int MAX_RETRIES = 1000;

    private final Libbpf libbpf;
    private final Libc libc;
    private final MemorySegment buffer = Arena.global().allocate(BUFFER_BYTES, Long.BYTES);
    /** What the kernel wrote last, behind what was left of a row that it had begun. */
    private byte[] rows = new byte[BUFFER_BYTES];
    /** Of each program that has run: making a link costs as much as a walk over few sockets. */
    private final Map<BpfObject.Program, Long> links = new HashMap<>();

    RowIterator(Libbpf libbpf, Libc libc) {
        this.libbpf = libbpf;
        this.libc = libc;
    }

    /**
     * Walks once.
     *
     * @param map descriptor of the map to walk over, or 0; of a program always the same
     * @param rowBytes bytes of a row
     * @return the number of rows, or minus errno
     */
    int run(BpfObject.Program program, int map, int rowBytes, RecordHandler handler) {
        Long known = links.get(program);
        long link = known == null ? libbpf.attachIterator(program.address(), map) : known;
        if (link == 0) {
            return -libbpf.errno();
        }
        links.put(program, link);
        int descriptor = libbpf.newIteration(link);
        if (descriptor < 0) {
            return descriptor;
        }
        try {
            return read(descriptor, rowBytes, handler);
        } finally {
            libc.close(descriptor);
        }
    }

    private int read(int descriptor, int rowBytes, RecordHandler handler) {
        int kept = 0;
        int count = 0;
        int retries = 0;
        while (true) {
            int got = libc.read(descriptor, buffer);
            if (got == -Errno.EAGAIN && retries++ < MAX_RETRIES) {
                continue;
            }
            if (got <= 0) {
                return got < 0 ? got : count;
            }
            int filled = kept + got;
            if (rows.length < filled) {
                rows = Arrays.copyOf(rows, BUFFER_BYTES + rowBytes);
            }
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, rows, kept, got);
            int at = 0;
            for (; at + rowBytes <= filled; at += rowBytes) {
                handler.accept(rows, at, rowBytes);
                count++;
            }
            kept = filled - at;
            System.arraycopy(rows, at, rows, 0, kept);
        }
    }

    @Override
    public void close() {
        for (long link : links.values()) {
            libbpf.destroyLink(link);
        }
        links.clear();
    }
}
