package dev.sonde.core.change;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slow and failed calls, and which of them only waited for another one. A call waited for another when the process that
 * answered it made the other meanwhile, and that one failed too, or was slow too and took at least half of the time.
 * Belongs to one thread.
 */
final class Suspects {
    static final byte SLOW = 1;
    static final byte FAILED = 2;
    static final byte IN_A = 4;
    static final byte IN_B = 8;
    /** Its slowness is another call's. */
    static final byte WAITED = 16;
    /** Its failure is another call's. */
    static final byte PASSED_ON = 32;

    /** Above this, whole seconds are left out, evenly: calls that belong together stay together. */
    private static final int MOST = 400_000;

    private static final long SECOND = 1_000_000_000L;
    /** Clock readings of both ends of a process differ by this at most. */
    private static final long SLACK_NANOS = 100_000;

    private static final int MOST_LOOKED_AT = 256;

    private int[] cells = new int[1024];
    private int[] callers = new int[1024];
    private int[] owners = new int[1024];
    private long[] starts = new long[1024];
    private long[] durations = new long[1024];
    private long[] ownNanos = new long[1024];
    private byte[] flags = new byte[1024];
    private int size;
    private int stride = 1;

    /**
     * Adds a call.
     *
     * @param caller key of the process that asked
     * @param owner key of the process that answered
     * @param flag what it is, and where
     */
    void add(int cell, int caller, int owner, long start, long duration, int flag) {
        if (start / SECOND % stride != 0) {
            return;
        }
        if (size == MOST) {
            thin();
            add(cell, caller, owner, start, duration, flag);
            return;
        }
        if (size == cells.length) {
            grow(size * 2);
        }
        cells[size] = cell;
        callers[size] = caller;
        owners[size] = owner;
        starts[size] = start;
        durations[size] = duration;
        ownNanos[size] = duration;
        flags[size++] = (byte) flag;
    }

    int size() {
        return size;
    }

    /** How many calls each stands for. */
    int weight() {
        return stride;
    }

    int cell(int i) {
        return cells[i];
    }

    long start(int i) {
        return starts[i];
    }

    boolean is(int i, int flag) {
        return (flags[i] & flag) == flag;
    }

    /** What of its duration it did not wait for another slow call. */
    long ownNanos(int i) {
        return ownNanos[i];
    }

    /** Finds what each waited for. */
    void blame() {
        Map<Integer, Calls> slow = new HashMap<>();
        Map<Integer, Calls> failed = new HashMap<>();
        int[] order = byStart();
        for (int i : order) {
            if (callers[i] != Ends.NONE && is(i, SLOW)) {
                slow.computeIfAbsent(callers[i] * 64 + scale(durations[i]), k -> new Calls())
                        .add(i);
            }
            if (callers[i] != Ends.NONE && is(i, FAILED)) {
                failed.computeIfAbsent(callers[i], k -> new Calls()).add(i);
            }
        }
        for (int i = 0; i < size; i++) {
            if (owners[i] == Ends.NONE) {
                continue;
            }
            if (is(i, SLOW)) {
                int scale = scale(durations[i]);
                blameSlow(i, slow.get(owners[i] * 64 + scale));
                blameSlow(i, slow.get(owners[i] * 64 + scale - 1));
            }
            if (is(i, FAILED)) {
                blameFailed(i, failed.get(owners[i]));
            }
        }
    }

    private void blameSlow(int i, @Nullable Calls made) {
        if (made == null) {
            return;
        }
        long end = starts[i] + durations[i] + SLACK_NANOS;
        int looked = 0;
        for (int at = made.from(starts[i] - SLACK_NANOS); at < made.size && looked < MOST_LOOKED_AT; at++, looked++) {
            int other = made.calls[at];
            if (starts[other] + durations[i] / 2 > end) {
                return;
            }
            if (other != i && durations[other] * 2 >= durations[i] && starts[other] + durations[other] <= end) {
                flags[i] |= WAITED;
                ownNanos[i] = Math.min(ownNanos[i], Math.max(0, durations[i] - durations[other]));
            }
        }
    }

    private void blameFailed(int i, @Nullable Calls made) {
        if (made == null) {
            return;
        }
        long end = starts[i] + durations[i] + SLACK_NANOS;
        int looked = 0;
        for (int at = made.from(starts[i] - SLACK_NANOS); at < made.size && looked < MOST_LOOKED_AT; at++, looked++) {
            int other = made.calls[at];
            if (starts[other] > end) {
                return;
            }
            if (other != i && starts[other] + durations[other] <= end) {
                flags[i] |= PASSED_ON;
                return;
            }
        }
    }

    private static int scale(long duration) {
        return 63 - Long.numberOfLeadingZeros(Math.max(1, duration));
    }

    /** Calls of one process in the order of time. */
    private final class Calls {
        private int[] calls = new int[16];
        private int size;

        void add(int i) {
            if (size == calls.length) {
                calls = Arrays.copyOf(calls, size * 2);
            }
            calls[size++] = i;
        }

        /** The first that began at a time or later. */
        int from(long start) {
            int low = 0;
            int high = size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (starts[calls[middle]] < start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Numbers of calls in the order of their starts. They come nearly in it, which is what this sort is fast at. */
    private int[] byStart() {
        Integer[] order = new Integer[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Long.compare(starts[a], starts[b]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private void thin() {
        stride *= 2;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (starts[i] / SECOND % stride == 0) {
                cells[kept] = cells[i];
                callers[kept] = callers[i];
                owners[kept] = owners[i];
                starts[kept] = starts[i];
                durations[kept] = durations[i];
                ownNanos[kept] = ownNanos[i];
                flags[kept++] = flags[i];
            }
        }
        size = kept;
    }

    private void grow(int length) {
        cells = Arrays.copyOf(cells, length);
        callers = Arrays.copyOf(callers, length);
        owners = Arrays.copyOf(owners, length);
        starts = Arrays.copyOf(starts, length);
        durations = Arrays.copyOf(durations, length);
        ownNanos = Arrays.copyOf(ownNanos, length);
        flags = Arrays.copyOf(flags, length);
    }
}
