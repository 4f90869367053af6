package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.btf.StructLayout;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/** The control blocks of all objects, mapped. Guarded by the lock of its probes. */
final class MappedControl implements Control {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private final KernelProbesImpl owner;
    private final StructLayout layout;
    private final List<MemorySegment> blocks = new ArrayList<>();

    MappedControl(KernelProbesImpl owner, StructLayout layout) {
        this.owner = owner;
        this.layout = layout;
    }

    void add(Libc libc, BpfMap map) {
        if (map.valueBytes() != layout.sizeBytes()) {
            throw Refusals.mismatch("struct control has " + layout.sizeBytes() + " bytes, the map " + map.valueBytes());
        }
        long address = libc.map(map.descriptor(), 0, libc.pageBytes(), true);
        if (address < 0 && address > -libc.pageBytes()) {
            throw Refusals.memory("mapping the control block", (int) -address);
        }
        blocks.add(MemorySegment.ofAddress(address).reinterpret(libc.pageBytes()));
    }

    @Override
    public void set(String field, long value) {
        long offset = layout.offset(field);
        boolean wide = isWide(field);
        synchronized (owner) {
            owner.requireOpen();
            for (MemorySegment block : blocks) {
                if (wide) {
                    LONG.setRelease(block, offset, value);
                } else {
                    INT.setRelease(block, offset, (int) value);
                }
            }
        }
    }

    @Override
    public long get(String field) {
        long offset = layout.offset(field);
        boolean wide = isWide(field);
        synchronized (owner) {
            owner.requireOpen();
            MemorySegment block = blocks.getFirst();
            return wide
                    ? (long) LONG.getAcquire(block, offset)
                    : Integer.toUnsignedLong((int) INT.getAcquire(block, offset));
        }
    }

    private boolean isWide(String field) {
        int bytes = layout.size(field);
        if (bytes != Integer.BYTES && bytes != Long.BYTES) {
            throw new IllegalArgumentException("struct control: " + field + " is no number of 4 or 8 bytes");
        }
        return bytes == Long.BYTES;
    }

    void unmap(Libc libc) {
        for (MemorySegment block : blocks) {
            libc.unmap(block.address(), block.byteSize());
        }
        blocks.clear();
    }
}
