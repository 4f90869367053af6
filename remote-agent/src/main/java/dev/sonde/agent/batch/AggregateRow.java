package dev.sonde.agent.batch;

/** One row of {@code Aggregates}, while it is made. Owned by the drain thread. */
public final class AggregateRow {
    /** A connection of the group. */
    public int connection;

    /** Begin of the group's time. */
    public long startNanos;

    /** Width of the group's time. */
    public long widthNanos;

    /** Number of {@code Protocol}. */
    public int protocol;

    /** String id; 0 with status -1: not looked into. */
    public int endpoint;

    /** As in {@code Exchanges}. */
    public int status;

    /** Bits of {@code ExchangeFlag}. */
    public int flags;

    /** How many exchanges. */
    public long calls;

    /** Payload of their requests. */
    public long requestBytes;

    /** Payload of their responses. */
    public long responseBytes;

    /** A serialized DDSketch of durations, or empty. */
    public byte[] sketch = new byte[0];
}
