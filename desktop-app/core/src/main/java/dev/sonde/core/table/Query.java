package dev.sonde.core.table;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.store.Grain;
import dev.sonde.core.time.Window;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table is asked for. Immutable: each method gives a changed copy.
 *
 * <pre>{@code
 * Query.of("endpoints").in(window).where(filter).sortedBy("p99_ns", true).limit(50)
 * }</pre>
 */
public final class Query {
    private final String table;
    private Window window = Window.ALL;
    private Filter filter = Filter.ALL;
    private @Nullable By by;
    private @Nullable String sort;
    private boolean descending;
    private int limit = Integer.MAX_VALUE;
    private List<String> columns = List.of();
    private @Nullable Slowness slowness;
    private @Nullable Window baseline;
    private Grain peers = Grain.SERVICE;

    private Query(String table) {
        this.table = table;
    }

    private Query(Query other) {
        this.table = other.table;
        this.window = other.window;
        this.filter = other.filter;
        this.by = other.by;
        this.sort = other.sort;
        this.descending = other.descending;
        this.limit = other.limit;
        this.columns = other.columns;
        this.slowness = other.slowness;
        this.baseline = other.baseline;
        this.peers = other.peers;
    }

    /** Asks for a table by its name ({@link Tables#names()}): all of time, all rows, all columns. */
    public static Query of(String table) {
        return new Query(table);
    }

    /** Only what began in a window. */
    public Query in(Window range) {
        Query copy = new Query(this);
        copy.window = range;
        return copy;
    }

    /** Only what a filter keeps. */
    public Query where(Filter expression) {
        Query copy = new Query(this);
        copy.filter = expression;
        return copy;
    }

    /** Grouped by something else than the table's own key; null is the table's own key. */
    public Query by(@Nullable By key) {
        Query copy = new Query(this);
        copy.by = key;
        return copy;
    }

    /** Sorted by a column; unknown values come last either way. Without this, the table's own order. */
    public Query sortedBy(String column, boolean fromHighest) {
        Query copy = new Query(this);
        copy.sort = column;
        copy.descending = fromHighest;
        return copy;
    }

    /** At most so many rows, counted after sorting. */
    public Query limit(int rows) {
        Query copy = new Query(this);
        copy.limit = rows;
        return copy;
    }

    /** Only these columns, in this order; none names all. */
    public Query columns(List<String> names) {
        Query copy = new Query(this);
        copy.columns = List.copyOf(names);
        return copy;
    }

    /** Calls are slow from this duration on. */
    public Query slowFrom(Duration duration) {
        return slowBy(Slowness.from(duration));
    }

    /** Calls are slow by a rule. */
    public Query slowBy(Slowness rule) {
        Query copy = new Query(this);
        copy.slowness = rule;
        return copy;
    }

    /** Compared with a window; null lets Sonde choose one, where a table compares at all. */
    public Query against(@Nullable Window range) {
        Query copy = new Query(this);
        copy.baseline = range;
        return copy;
    }

    /** How finely {@link By#PEER} tells callers apart; by service without this. */
    public Query peersAt(Grain grain) {
        Query copy = new Query(this);
        copy.peers = grain;
        return copy;
    }

    /** Name of the table. */
    public String table() {
        return table;
    }

    /** The window asked for. */
    public Window window() {
        return window;
    }

    /** The filter. */
    public Filter filter() {
        return filter;
    }

    /** What to group by, or null for the table's own key. */
    public @Nullable By by() {
        return by;
    }

    /** The column to sort by, or null for the table's own order. */
    public @Nullable String sort() {
        return sort;
    }

    /** Whether sorted from the highest. */
    public boolean descending() {
        return descending;
    }

    /** The most rows wanted. */
    public int limit() {
        return limit;
    }

    /** Columns wanted, empty for all. */
    public List<String> columns() {
        return columns;
    }

    /** Which calls are slow, or null where nobody said. */
    public @Nullable Slowness slowness() {
        return slowness;
    }

    /** The window to compare with, or null. */
    public @Nullable Window baseline() {
        return baseline;
    }

    /** How finely callers are told apart. */
    public Grain peers() {
        return peers;
    }

    /** Which calls are slow, also where nobody said. */
    Slowness slow() {
        return slowness == null ? Slowness.DEFAULT : slowness;
    }
}
