package dev.sonde.core.latency;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The buckets of a few durations, one by one. Belongs to one thread while it is written; read by any after that. */
final class FewBuckets {
    private static final int MOST = 512;
    private static final short[] EMPTY = {};

    /** None, for good. */
    static final FewBuckets NONE = new FewBuckets();

    private short[] listed = EMPTY;
    private int size;
    /** Made when first asked for, by any thread: all are alike. */
    private volatile short @Nullable [] ordered;

    /** Takes buckets. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one bucket, and how many durations are in it. */
        void bucket(int index, long count);
    }

    /** Adds a duration by its bucket; false where there is no room. */
    boolean add(int index) {
        if (size == listed.length) {
            if (size == MOST) {
                return false;
            }
            listed = Arrays.copyOf(listed, Math.max(8, size * 2));
        }
        listed[size++] = (short) index;
        if (ordered != null) {
            ordered = null;
        }
        return true;
    }

    int size() {
        return size;
    }

    /** The bucket of a duration, in the order they came. */
    int at(int place) {
        return listed[place];
    }

    /** All of them, from the lowest. Not to be changed. */
    short[] ordered() {
        short[] known = ordered;
        if (known == null) {
            known = size == 0 ? EMPTY : Arrays.copyOf(listed, size);
            Arrays.sort(known);
            ordered = known;
        }
        return known;
    }

    long countFrom(int index) {
        long count = 0;
        for (int i = 0; i < size; i++) {
            count += listed[i] >= index ? 1 : 0;
        }
        return count;
    }

    /** Gives each bucket once, from the lowest. */
    void forEach(Visitor visitor) {
        short[] all = ordered();
        int first = 0;
        for (int i = 1; i <= all.length; i++) {
            if (i == all.length || all[i] != all[first]) {
                visitor.bucket(all[first], i - first);
                first = i;
            }
        }
    }

    long bytes() {
        short[] known = ordered;
        return 2L * listed.length + (known == null ? 0 : 2L * known.length);
    }
}
