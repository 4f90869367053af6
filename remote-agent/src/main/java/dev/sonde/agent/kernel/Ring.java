package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/**
 * The reading end of a BPF ring buffer, over its memory.
 *
 * <p>The protocol is that of {@code kernel/bpf/ringbuf.c} and libbpf's {@code ringbuf_process_ring}: a record is its
 * header, whose lower 30 bits are its length, with a bit for "being written" and one for "given up", then its body,
 * rounded up to 8 bytes. The kernel offers the data twice, one behind the other, so that a record never wraps; here it is
 * mapped once, because each page counts into the agent's memory as often as it is mapped, and copied in two pieces where
 * it wraps. A header never does.
 *
 * <p>What is committed is copied out in one piece and then read from the array: under the first compiler tier reading
 * mapped memory by small pieces costs far more than the copy. Not thread-safe.
 */
final class Ring implements AutoCloseable {
    private static final int DISCARDED = 1 << 30;
    private static final int LENGTH = DISCARDED - 1;
    private static final int HEADER_BYTES = 8;
    /** Half of the first-level cache of small processors: what is copied is still there when it is read. */
    private static final int COPY_BYTES = 16 << 10;

    private static final VarHandle POSITION = ValueLayout.JAVA_LONG.varHandle();
    private static final VarHandle HEADER = ValueLayout.JAVA_INT.varHandle();

    private final Libc libc;
    private final MemorySegment consumer;
    private final MemorySegment producer;
    private final MemorySegment data;
    private final int sizeBytes;
    private final int pageBytes;

    private byte[] copy = new byte[COPY_BYTES];
    private int next;
    private int end;

    private Ring(Libc libc, long consumerAddress, long producerAddress, int sizeBytes, int pageBytes) {
        this.libc = libc;
        this.sizeBytes = sizeBytes;
        this.pageBytes = pageBytes;
        consumer = MemorySegment.ofAddress(consumerAddress).reinterpret(pageBytes);
        producer = MemorySegment.ofAddress(producerAddress).reinterpret(pageBytes);
        data = MemorySegment.ofAddress(producerAddress + pageBytes).reinterpret(sizeBytes);
    }

    /**
     * Maps a ring.
     *
     * @throws AgentException when the kernel refuses, for lack of memory
     */
    static Ring map(Libc libc, int descriptor, int sizeBytes) {
        int page = libc.pageBytes();
        long consumer = libc.map(descriptor, 0, page, true);
        long producer = consumer < 0 && consumer > -page
                ? consumer
                : libc.map(descriptor, page, page + (long) sizeBytes, false);
        if (producer < 0 && producer > -page) {
            throw Refusals.memory("mapping a ring buffer of " + (sizeBytes >> 10) + " KiB", (int) -producer);
        }
        return new Ring(libc, consumer, producer, sizeBytes, page);
    }

    /** Hands over the records that are there now, see {@link KernelProbes#poll}. */
    int drain(RecordHandler handler) {
        return drain(handler, written());
    }

    /** Hands over the records up to a position that {@link #written} has said. */
    int drain(RecordHandler handler, long available) {
        int count = deliver(handler);
        long from = (long) POSITION.get(consumer, 0L);
        while (from < available) {
            bringNear(from, available);
            int committed = committedBytes(from, available);
            if (committed == 0) {
                break;
            }
            copy((int) from & (sizeBytes - 1), committed);
            from += committed;
            POSITION.setRelease(consumer, 0L, from);
            next = 0;
            end = committed;
            count += deliver(handler);
        }
        return count;
    }

    /** How far the kernel has written, in bytes since the beginning. */
    long written() {
        return (long) POSITION.getAcquire(producer, 0L);
    }

    /** Bytes that wait. */
    long waitingBytes() {
        return written() - (long) POSITION.get(consumer, 0L);
    }

    /**
     * Another processor wrote what is to be read. A copy fetches it at the memory's speed, where header after header would each
     * wait for its line. It proves nothing: what is read is copied once more when its headers say that it is there.
     */
    private void bringNear(long from, long available) {
        copy((int) from & (sizeBytes - 1), (int) Math.min(copy.length, available - from));
    }

    /** How far the records go on without one that is being written, and as far as the copy has room. */
    private int committedBytes(long from, long available) {
        int mask = sizeBytes - 1;
        int start = (int) from & mask;
        int most = (int) (available - from);
        int bytes = 0;
        while (bytes < most) {
            int header = (int) HEADER.getAcquire(data, (long) (start + bytes & mask));
            if (header < 0) { // the uppermost bit: being written
                return bytes;
            }
            int step = stride(header);
            if (bytes + step > copy.length) {
                if (bytes > 0) {
                    return bytes;
                }
                copy = new byte[step];
            }
            bytes += step;
        }
        return bytes;
    }

    private void copy(int start, int bytes) {
        int untilWrap = Math.min(bytes, sizeBytes - start);
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, start, copy, 0, untilWrap);
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, 0, copy, untilWrap, bytes - untilWrap);
    }

    private int deliver(RecordHandler handler) {
        int count = 0;
        byte[] bytes = copy;
        while (next < end) {
            int at = next;
            int header = RecordBytes.i32(bytes, at);
            next = at + stride(header);
            if ((header & DISCARDED) == 0) {
                count++;
                handler.accept(bytes, at + HEADER_BYTES, header & LENGTH);
            }
        }
        return count;
    }

    private static int stride(int header) {
        return (header & LENGTH) + HEADER_BYTES + 7 & ~7;
    }

    @Override
    public void close() {
        libc.unmap(consumer.address(), pageBytes);
        libc.unmap(producer.address(), pageBytes + (long) sizeBytes);
    }
}
