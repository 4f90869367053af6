package dev.sonde.dissectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a fuzzer's bytes say of a connection. Each step is a byte of flags (1: the server speaks; 2: settled before it; 4: as
 * many bytes more were missed), two of a length, and so many bytes.
 */
record Steps(List<Step> all) {
    private static final int HEADER = 3;
    private static final int RESPONSE = 1;
    private static final int SETTLED = 2;
    private static final int MISSED = 4;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Step(Direction direction, boolean settled, byte[] bytes, int missed) {}

    static Steps of(byte[] input) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i + HEADER <= input.length; ) {
            int length = (input[i + 1] & 0xFF) << 8 | (input[i + 2] & 0xFF);
            int end = Math.min(input.length, i + HEADER + length);
            steps.add(new Step(
                    (input[i] & RESPONSE) == 0 ? Direction.REQUEST : Direction.RESPONSE,
                    (input[i] & SETTLED) != 0,
                    Arrays.copyOfRange(input, i + HEADER, end),
                    (input[i] & MISSED) == 0 ? 0 : length));
            i = end;
        }
        return new Steps(steps);
    }

    /** The same without holes. */
    Steps whole() {
        return new Steps(all.stream()
                .map(s -> new Step(s.direction, s.settled, s.bytes, 0))
                .toList());
    }

    /** Bytes that passed one way, seen or not. */
    long bytes(Direction direction) {
        return all.stream()
                .filter(s -> s.direction == direction)
                .mapToLong(s -> (long) s.bytes.length + s.missed)
                .sum();
    }

    /** Feeds a dissector, in pieces of at most so many bytes. */
    void feed(Dissector to, int most) {
        long[] at = {1, 1};
        int time = 0;
        for (Step step : all) {
            int way = step.direction == Direction.REQUEST ? 0 : 1;
            time++;
            if (step.settled) {
                to.settled(time);
            }
            for (int from = 0; from < step.bytes.length; from += most) {
                int length = Math.min(most, step.bytes.length - from);
                to.data(step.direction, at[way], step.bytes, from, length, time);
                at[way] += length;
            }
            if (step.missed > 0) {
                to.missed(step.direction, at[way], step.missed, time);
                at[way] += step.missed;
            }
        }
        to.close(time);
    }

    /** Feeds a decoder that knows the protocol already. */
    void feed(ProtocolDecoder to) {
        feed(new Direct(to), Integer.MAX_VALUE);
    }

    /** A dissector that has nothing to find out. */
    private record Direct(ProtocolDecoder decoder) implements Dissector {
        @Override
        public void data(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
            if (!decoder.opaque()) {
                decoder.bytes(direction, offset, bytes, from, length, timeNanos);
            }
        }

        @Override
        public void missed(Direction direction, long offset, long length, long timeNanos) {
            if (!decoder.opaque()) {
                decoder.gap(direction, offset, length, timeNanos);
            }
        }

        @Override
        public void settled(long timeNanos) {
            if (!decoder.opaque()) {
                decoder.settled(timeNanos);
            }
        }

        @Override
        public void lastChunk(long timeNanos) {
            if (!decoder.opaque()) {
                decoder.lastChunk(timeNanos);
            }
        }

        @Override
        public void requestsLost(long count, long timeNanos) {
            if (!decoder.opaque()) {
                decoder.requestsLost(count, timeNanos);
            }
        }

        @Override
        public boolean wantsStream() {
            return decoder.wantsStream();
        }

        @Override
        public void close(long timeNanos) {
            if (!decoder.opaque()) {
                decoder.close(timeNanos);
            }
        }
    }
}
