package dev.sonde.core.store;

import java.util.List;

/**
 * What containers used, one row a container and interval, roughly in the order of time: columns of which the first {@link #count()}
 * rows may be read. Safe on any thread.
 */
public final class UseTable {
    static final UseTable EMPTY = new UseTable(List.of(), Known.of(new Container[1]), 0);

    private final List<Chunk> chunks;
    private final Known<Container> containers;
    private final int count;

    UseTable(List<Chunk> chunks, Known<Container> containers, int count) {
        this.chunks = chunks;
        this.containers = containers;
        this.count = count;
    }

    /**
     * A container, as its node knows it.
     *
     * @param id 64 hex digits
     * @param podUid uid of its pod
     */
    public record Container(String id, String podUid) {}

    /** A stretch of rows. */
    static final class Chunk {
        static final int ROWS = 1024;
        static final long BYTES = ROWS * 56L;

        final long[] until = new long[ROWS];
        final long[] interval = new long[ROWS];
        final int[] container = new int[ROWS];
        final long[] cpu = new long[ROWS];
        final int[] cpuLimit = new int[ROWS];
        final int[] periods = new int[ROWS];
        final int[] throttled = new int[ROWS];
        final long[] memory = new long[ROWS];
        final long[] memoryLimit = new long[ROWS];
    }

    private Chunk chunk(int row) {
        return chunks.get(row / Chunk.ROWS);
    }

    /** How many rows there are. */
    public int count() {
        return count;
    }

    /** How many containers there are. */
    public int containerCount() {
        return containers.count();
    }

    /** The container at an index, as {@link #container(int)} gives one. */
    public Container containerAt(int index) {
        return containers.get(index);
    }

    /** End of the interval of a row, in Unix nanoseconds. */
    public long untilNanos(int row) {
        return chunk(row).until[row % Chunk.ROWS];
    }

    /** How long the interval of a row is. */
    public long intervalNanos(int row) {
        return chunk(row).interval[row % Chunk.ROWS];
    }

    /** Whose a row is. */
    public int container(int row) {
        return chunk(row).container[row % Chunk.ROWS];
    }

    /** Processor time that was used. */
    public long cpuNanos(int row) {
        return chunk(row).cpu[row % Chunk.ROWS];
    }

    /** Thousandths of a core that it may use; 0 without a limit. */
    public int cpuLimitMillicores(int row) {
        return chunk(row).cpuLimit[row % Chunk.ROWS];
    }

    /** Periods of the limit in which it wanted to run. */
    public int periods(int row) {
        return chunk(row).periods[row % Chunk.ROWS];
    }

    /** Those of them in which it was stopped. */
    public int throttledPeriods(int row) {
        return chunk(row).throttled[row % Chunk.ROWS];
    }

    /** Memory that it held, or -1. */
    public long memoryBytes(int row) {
        return chunk(row).memory[row % Chunk.ROWS];
    }

    /** Memory that it may hold; 0 without a limit. */
    public long memoryLimitBytes(int row) {
        return chunk(row).memoryLimit[row % Chunk.ROWS];
    }
}
