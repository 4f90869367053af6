package dev.sonde.core.source.pcap;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The packets of a capture in the order of their times. What is taken at several interfaces, or queues of one, is written as each hands it
 * over, so that a packet may come hundreds of milliseconds behind what follows it. Where the times of one interface go back by more, its
 * clock was set: what was read before stays before. Confined to one thread.
 */
final class PacketOrder {
    private static final long WINDOW_NANOS = 2_000_000_000L;
    private static final long MOST_BYTES = 64L << 20;

    private final CaptureReader reader;
    private final CapturedPacket read = new CapturedPacket();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingInt(Waiting::clock)
            .thenComparingLong(waits -> waits.packet.timeNanos)
            .thenComparingLong(Waiting::number));
    private long bytes;
    private long newestNanos = Long.MIN_VALUE;
    private long number;
    private int clock;
    private boolean ended;
    private @Nullable IOException failure;

    PacketOrder(CaptureReader reader) {
        this.reader = reader;
    }

    /**
     * A packet that waits.
     *
     * @param clock how often the clock had been set
     */
    private record Waiting(CapturedPacket packet, int clock, long number) {}

    /**
     * Takes the next packet, as {@link CaptureReader#next} does. What was read before the file turned out to be damaged comes
     * first.
     */
    boolean next(CapturedPacket into) throws IOException {
        while (!ended && !isFull()) {
            if (read()) {
                add(read.copy());
            } else {
                ended = true;
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

    private boolean read() {
        try {
            return reader.next(read);
        } catch (IOException e) {
            failure = e;
            return false;
        }
    }

    private boolean isFull() {
        Waiting first = waiting.peek();
        return first != null
                && (first.clock != clock || newestNanos - first.packet.timeNanos > WINDOW_NANOS || bytes > MOST_BYTES);
    }

    private void add(CapturedPacket packet) {
        if (newestNanos - packet.timeNanos > WINDOW_NANOS && !waiting.isEmpty() && !reader.hasSeveralInterfaces()) {
            clock++;
            newestNanos = packet.timeNanos;
        }
        waiting.add(new Waiting(packet, clock, number++));
        bytes += packet.length;
        newestNanos = Math.max(newestNanos, packet.timeNanos);
    }
}
