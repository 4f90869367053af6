package dev.sonde.core.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each status came. Most groups have one status only: the one that came first needs no memory elsewhere, which among
 * thousands of groups would be out of the cache. Belongs to one thread.
 */
final class StatusCounts {
    private static final int[] NO_STATUSES = {};
    private static final long[] NO_COUNTS = {};

    private int first;
    private long firstCount;
    private int[] others = NO_STATUSES;
    private long[] otherCounts = NO_COUNTS;
    private int size;

    /** Takes a status with its count. */
    @FunctionalInterface
    interface Visitor {
        void status(int status, long count);
    }

    void add(int status, long count) {
        if (firstCount == 0) {
            first = status;
        }
        if (status == first) {
            firstCount += count;
        } else {
            // Finding the place may replace the array.
            int place = place(status);
            otherCounts[place] += count;
        }
    }

    void forEach(Visitor visitor) {
        if (firstCount > 0) {
            visitor.status(first, firstCount);
        }
        for (int i = 0; i < size; i++) {
            visitor.status(others[i], otherCounts[i]);
        }
    }

    /** By name in the order of their numbers, those without a status last. */
    Map<String, Long> named() {
        TreeMap<Integer, Long> sorted = new TreeMap<>();
        forEach((status, count) -> sorted.merge(Math.max(-1, status), count, Long::sum));
        Long none = sorted.remove(-1);
        Map<String, Long> named = new LinkedHashMap<>();
        sorted.forEach((status, count) -> named.put(Integer.toString(status), count));
        if (none != null) {
            named.put("none", none);
        }
        return named;
    }

    private int place(int status) {
        for (int i = 0; i < size; i++) {
            if (others[i] == status) {
                return i;
            }
        }
        if (size == others.length) {
            others = Arrays.copyOf(others, size * 2 + 2);
            otherCounts = Arrays.copyOf(otherCounts, size * 2 + 2);
        }
        others[size] = status;
        return size++;
    }
}
