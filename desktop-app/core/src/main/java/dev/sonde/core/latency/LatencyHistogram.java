package dev.sonde.core.latency;

import java.util.Arrays;

/**
 * Counts of durations in buckets that grow with the duration: 128 in each power of two, so that a value is off by at most
 * {@value #RELATIVE_ERROR} of itself. Merging is exact. Belongs to one thread while it is written; read by any after that.
 *
 * <p>The index is the exponent and the upper bits of the mantissa of the duration as a double: no logarithm is needed.
 *
 * <p>While there are few durations, their buckets are listed rather than counted: a table has a thousand groups of a hundred calls
 * each, whose counts would be spread over megabytes.
 */
public final class LatencyHistogram {
    /** The most that a quantile is off, as a share of itself. */
    public static final double RELATIVE_ERROR = 1.0 / 256;

    private static final int SHIFT = 52 - 7;
    /** Index of 1 ns; shorter durations count as 0 ns. */
    private static final int FIRST = (int) (Double.doubleToRawLongBits(1.0) >>> SHIFT);

    private long zeros;
    private long total;
    private long max = -1;
    private double sum;
    private FewBuckets few = new FewBuckets();
    private int offset;
    private long[] counts = {};

    /** Index of the bucket of a duration, from 0 for 1 ns; -1 for 0. */
    public static int indexOf(long nanos) {
        return nanos < 1 ? -1 : (int) (Double.doubleToRawLongBits((double) nanos) >>> SHIFT) - FIRST;
    }

    /** The duration in the middle of a bucket, in nanoseconds. */
    public static double valueOf(int index) {
        if (index < 0) {
            return 0;
        }
        double low = Double.longBitsToDouble((long) (index + FIRST) << SHIFT);
        double high = Double.longBitsToDouble((long) (index + FIRST + 1) << SHIFT);
        return (low + high) / 2;
    }

    /** Adds one duration: as {@link #add(long, long)}, with the way short where its bucket is there, as views add each call a few times over. */
    public void add(long nanos) {
        int index = indexOf(nanos);
        int slot = index - offset;
        if (index < 0 || slot < 0 || slot >= counts.length) {
            add(nanos, 1);
            return;
        }
        total++;
        sum += (double) nanos;
        if (nanos > max) {
            max = nanos;
        }
        counts[slot]++;
    }

    /** Adds a duration so many times. */
    public void add(long nanos, long times) {
        total += times;
        sum += (double) nanos * times;
        if (nanos > max) {
            max = nanos;
        }
        int index = indexOf(nanos);
        if (index < 0) {
            zeros += times;
        } else if (times != 1 || !isListed() || !few.add(index)) {
            count(index, times);
        }
    }

    /** Says whether buckets are listed so far. */
    private boolean isListed() {
        return counts.length == 0;
    }

    private void count(int index, long times) {
        if (isListed()) {
            countListed();
        }
        // Finding the slot may replace the array.
        int slot = slot(index);
        counts[slot] += times;
    }

    /** From now on buckets are counted, those listed so far as well. */
    private void countListed() {
        FewBuckets listed = few;
        few = FewBuckets.NONE;
        int lowest = Integer.MAX_VALUE;
        int highest = -1;
        for (int i = 0; i < listed.size(); i++) {
            lowest = Math.min(lowest, listed.at(i));
            highest = Math.max(highest, listed.at(i));
        }
        if (highest >= 0) {
            // Room for all of them at once.
            slot(lowest);
            slot(highest);
        }
        for (int i = 0; i < listed.size(); i++) {
            counts[listed.at(i) - offset]++;
        }
    }

    /** Adds all that another one has. */
    public void add(LatencyHistogram other) {
        total += other.total;
        sum += other.sum;
        zeros += other.zeros;
        max = Math.max(max, other.max);
        FewBuckets others = other.few;
        for (int i = 0, size = others.size(); i < size; i++) {
            if (!isListed() || !few.add(others.at(i))) {
                count(others.at(i), 1);
            }
        }
        if (other.counts.length > 0) {
            if (isListed()) {
                countListed();
            }
            slot(other.offset);
            slot(other.offset + other.counts.length - 1);
            for (int i = 0; i < other.counts.length; i++) {
                counts[other.offset - offset + i] += other.counts[i];
            }
        }
    }

    /** How many durations it has. */
    public long count() {
        return total;
    }

    /** Sum of the durations in nanoseconds. */
    public double sumNanos() {
        return sum;
    }

    /** The longest duration, or -1 when there is none. Exact where durations were added one by one. */
    public long maxNanos() {
        return max;
    }

    /**
     * The duration that this share of all is not longer than, by nearest rank.
     *
     * @param quantile from 0 to 1
     * @return nanoseconds, or -1 when there is none
     */
    public long quantileNanos(double quantile) {
        if (total == 0) {
            return -1;
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * (double) total));
        long seen = zeros;
        if (seen >= rank) {
            return 0;
        }
        if (rank == total) {
            return max;
        }
        if (isListed()) {
            return inBucket(few.ordered()[(int) (rank - zeros) - 1]);
        }
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return inBucket(offset + i);
            }
        }
        return max;
    }

    private long inBucket(int index) {
        return Math.min(max, Math.round(valueOf(index)));
    }

    /** How many durations are this long or longer, as exactly as the buckets are. */
    public long countFrom(long nanos) {
        int from = indexOf(nanos);
        if (from < 0) {
            return total;
        }
        long count = few.countFrom(from);
        for (int i = Math.max(0, from - offset); i < counts.length; i++) {
            count += counts[i];
        }
        return count;
    }

    /** Gives each bucket that is not empty, from the shortest. */
    public void forEach(BucketVisitor visitor) {
        if (zeros > 0) {
            visitor.bucket(0, zeros);
        }
        few.forEach((index, count) -> visitor.bucket(Math.round(valueOf(index)), count));
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                visitor.bucket(Math.round(valueOf(offset + i)), counts[i]);
            }
        }
    }

    /** Takes buckets. */
    @FunctionalInterface
    public interface BucketVisitor {
        /** Takes one bucket: its middle in nanoseconds and how many durations are in it. */
        void bucket(long nanos, long count);
    }

    /** Heap that it uses. */
    public long bytes() {
        return 96 + few.bytes() + 8L * counts.length;
    }

    /** By how much the array grows at least: to twice its length, so that it is not copied too often, and by four powers of two at most. */
    private int room() {
        return Math.min(512, counts.length);
    }

    private int slot(int index) {
        if (counts.length == 0) {
            offset = Math.max(0, index - 32);
            counts = new long[64];
        } else if (index < offset) {
            int from = Math.max(0, Math.min(index - 64, offset - room()));
            long[] grown = new long[counts.length + offset - from];
            System.arraycopy(counts, 0, grown, offset - from, counts.length);
            counts = grown;
            offset = from;
        } else if (index >= offset + counts.length) {
            counts = Arrays.copyOf(counts, Math.max(index - offset + 65, counts.length + room()));
        }
        return index - offset;
    }
}
