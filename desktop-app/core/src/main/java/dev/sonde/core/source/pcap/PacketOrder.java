package dev.sonde.core.source.pcap;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a capture in the order of their times. What is taken at several interfaces is written as each interface hands it
 * over, so that a packet's copy may come hundreds of milliseconds behind what follows it. A capture of one interface is handed on as
 * it is. Confined to one thread.
 */
final class PacketOrder {
    private static final long WINDOW_NANOS = 2_000_000_000L;
    private static final long MOST_BYTES = 64L << 20;

    private final CaptureReader reader;
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::timeNanos).thenComparingLong(Waiting::number));
    private long bytes;
    private long newestNanos = Long.MIN_VALUE;
    private long number;
    private boolean ended;
    private @Nullable IOException failure;

    PacketOrder(CaptureReader reader) {
        this.reader = reader;
    }

    private record Waiting(CapturedPacket packet, long timeNanos, long number) {}

    /**
     * Takes the next packet, as {@link CaptureReader#next} does. What was read before the file turned out to be damaged comes
     * first.
     */
    boolean next(CapturedPacket into) throws IOException {
        while (!ended && !isFull()) {
            if (!read(into)) {
                ended = true;
            } else if (waiting.isEmpty() && !reader.hasSeveralInterfaces()) {
                return true;
            } else {
                add(into.copy());
            }
        }
        Waiting first = waiting.poll();
        if (first != null) {
            bytes -= first.packet.length;
            into.become(first.packet);
            return true;
        }
        if (failure != null) {
            throw failure;
        }
        return false;
    }

    private boolean read(CapturedPacket into) {
        try {
            return reader.next(into);
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    private boolean isFull() {
        Waiting first = waiting.peek();
        return first != null && (newestNanos - first.timeNanos > WINDOW_NANOS || bytes > MOST_BYTES);
    }

    private void add(CapturedPacket packet) {
        waiting.add(new Waiting(packet, packet.timeNanos, number++));
        bytes += packet.length;
        newestNanos = Math.max(newestNanos, packet.timeNanos);
    }
}
