package dev.sonde.agent.batch;

import com.google.protobuf.MessageLite;

/**
 * Gathers what the next {@code Batch} holds and encodes it. Rows are encoded as they are added; small messages by their
 * generated classes. Owned by the drain thread.
 */
public final class BatchBuilder {
    private final StringTable strings = new StringTable();
    private final ExchangeColumns exchanges = new ExchangeColumns();
    private final ConnectionColumns connections = new ConnectionColumns();
    private final AggregateColumns aggregates = new AggregateColumns();
    private final StatsColumns stats = new StatsColumns();
    private final UseColumns uses = new UseColumns();
    private final WaitColumns waits = new WaitColumns();
    private final Column messages = new Column();
    private final Column encoded = new Column();
    private final Column scratch = new Column();
    private long baseNanos;
    private long sequence;
    private long calls;

    /** Begins the first batch; nothing may be added before. */
    public void begin(long timeNanos) {
        baseNanos = timeNanos;
        calls = 0;
        exchanges.begin(timeNanos);
        connections.begin(timeNanos);
        aggregates.begin(timeNanos);
        stats.begin(timeNanos);
        uses.begin(timeNanos);
        waits.begin(timeNanos);
        messages.clear();
    }

    /** Begins to speak to a client that knows nothing: numbers batches from 1 and sends all strings again. */
    public void greet() {
        sequence = 0;
        strings.forgetSent();
    }

    /** Number of the batch that is being built. */
    public long number() {
        return sequence + 1;
    }

    /** The strings of this agent. */
    public StringTable strings() {
        return strings;
    }

    /** Adds a row; its values are copied. */
    public void add(ExchangeRow row) {
        exchanges.add(row);
        calls++;
    }

    /** Adds a row; its values are copied. */
    public void add(ConnectionRow row) {
        connections.add(row);
    }

    /** Adds a row; its values are copied. */
    public void add(AggregateRow row) {
        aggregates.add(row);
        calls += row.calls;
    }

    /** Adds a row; its values are copied. */
    public void add(StatsRow row) {
        stats.add(row);
    }

    /** Adds a row; its values are copied. */
    public void add(UseRow row) {
        uses.add(row);
    }

    /** Adds a row; its values are copied. */
    public void add(WaitRow row) {
        waits.add(row);
    }

    /**
     * Adds a message of its own.
     *
     * @param field one of the numbers of {@code Batch}'s fields
     */
    public void add(int field, MessageLite message) {
        byte[] bytes = message.toByteArray();
        messages.field(field, bytes, 0, bytes.length);
    }

    /** Rows of exchanges in the batch so far. */
    public int exchangeRows() {
        return exchanges.count();
    }

    /** About how many bytes the rows of exchanges take. */
    public int exchangeBytes() {
        return exchanges.bytes();
    }

    /** Rows of connections and of their counters in the batch so far. */
    public int connectionRows() {
        return connections.count() + stats.count();
    }

    /** Rows of aggregates in the batch so far. */
    public int aggregateRows() {
        return aggregates.count();
    }

    /**
     * Encodes the batch into a frame and begins the next one.
     *
     * @param completeUntilNanos the live edge
     * @param nowNanos begin of the next batch
     */
    public void seal(Frame frame, long completeUntilNanos, long nowNanos) {
        encoded.clear();
        encoded.number(1, ++sequence);
        encoded.number(3, baseNanos);
        strings.writeNew(encoded, 5, scratch);
        encoded.raw(messages);
        connections.write(encoded, 8, scratch);
        exchanges.write(encoded, 9, scratch);
        aggregates.write(encoded, 10, scratch);
        stats.write(encoded, 11, scratch);
        encoded.number(15, completeUntilNanos);
        uses.write(encoded, 16, scratch);
        waits.write(encoded, 17, scratch);
        frame.fill(encoded, calls);
        begin(nowNanos);
    }
}
