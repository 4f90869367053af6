package dev.sonde.core.change;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.Scan;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.latency.LatencyHistogram;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the calls of both windows, and of the time between them, into cells and suspects. Belongs to one thread. */
final class ChangePass {
    private final ConnectionTable connections;
    private final Window a;
    private final @Nullable Window b;
    private final Scan scan;
    private final Slowness.Threshold slow;
    private final int[][] cellOfRow;
    private final boolean[] loopback;
    private boolean groupsCounted;

    final Cells cells;
    final Suspects suspects = new Suspects();

    ChangePass(Snapshot snapshot, Changes.Question question, Slowness slowness, CancelToken cancel) {
        connections = snapshot.connections();
        a = question.a();
        b = question.b();
        Filter filter = Slowness.without(question.filter());
        scan = new Scan(snapshot, hull(), filter, cancel);
        slow = slowness.threshold(snapshot);
        cellOfRow = new int[snapshot.exchanges().size()][];
        cells = new Cells(snapshot, question.grain());
        loopback = new boolean[snapshot.stringCount()];
        for (int i = 0; i < loopback.length; i++) {
            String text = snapshot.string(i);
            loopback[i] = text.startsWith("127.") || text.equals("::1");
        }
    }

    /** From the beginning of the first window to the end of the last. */
    Window hull() {
        return b == null ? a : new Window(Math.min(a.fromNanos(), b.fromNanos()), Math.max(a.toNanos(), b.toNanos()));
    }

    void read() {
        scan.exchanges((slice, rows, row) -> {
            int cell = cells.of(rows, row);
            int[] own = cellOfRow[slice];
            if (own == null) {
                own = new int[ExchangeChunk.CAPACITY];
                Arrays.fill(own, -1);
                cellOfRow[slice] = own;
            }
            own[row] = cell;
            long start = rows.startNanos(row);
            int flags = windows(start);
            cells.count(cell, 1, (flags & Suspects.IN_A) != 0, (flags & Suspects.IN_B) != 0);
            long duration = rows.durationNanos(row);
            flags |= rows.error(row) ? Suspects.FAILED : 0;
            flags |= duration >= slow.nanos(rows, row) ? Suspects.SLOW : 0;
            if ((flags & (Suspects.SLOW | Suspects.FAILED)) != 0) {
                int connection = rows.connection(row);
                suspects.add(
                        cell,
                        process(connections.clientProcess(connection), connections.clientAddress(connection)),
                        process(connections.serverProcess(connection), connections.serverAddress(connection)),
                        start,
                        Math.max(0, Math.max(rows.clientDurationNanos(row), duration)),
                        flags);
            }
        });
        suspects.blame();
    }

    /** Calls of interest by cell: all of them, or without those whose trouble is another call's. */
    Tallies tallies(Target target, boolean own) {
        countGroups();
        Tallies tallies = new Tallies(cells.size(), a, own);
        for (int i = 0; i < suspects.size(); i++) {
            if (isBad(i, target, own)) {
                tallies.add(
                        suspects.cell(i),
                        suspects.start(i),
                        suspects.weight(),
                        suspects.is(i, Suspects.IN_A),
                        suspects.is(i, Suspects.IN_B));
            }
        }
        scan.aggregates((rows, row) -> {
            LatencyHistogram timed = rows.durations(row);
            long bad = target == Target.FAILED
                    ? rows.error(row) ? rows.calls(row) : 0
                    : timed == null ? 0 : timed.countFrom(slow.nanos(rows, row));
            int flags = windows(rows.startNanos(row));
            if (bad > 0) {
                tallies.add(
                        cells.of(rows, row),
                        rows.startNanos(row),
                        bad,
                        (flags & Suspects.IN_A) != 0,
                        (flags & Suspects.IN_B) != 0);
            }
        });
        return tallies;
    }

    boolean isBad(int suspect, Target target, boolean own) {
        return target == Target.SLOW
                ? suspects.is(suspect, Suspects.SLOW) && !(own && suspects.is(suspect, Suspects.WAITED))
                : suspects.is(suspect, Suspects.FAILED) && !(own && suspects.is(suspect, Suspects.PASSED_ON));
    }

    /** Reads the rows of both windows again. */
    void again(RowVisitor visitor) {
        scan.exchanges((slice, rows, row) -> {
            int[] own = cellOfRow[slice];
            // A row that moved into the window meanwhile has no cell.
            if (own != null && own[row] >= 0) {
                visitor.row(own[row], rows.startNanos(row), rows.durationNanos(row));
            }
        });
    }

    /** Takes a row. */
    @FunctionalInterface
    interface RowVisitor {
        void row(int cell, long startNanos, long durationNanos);
    }

    /** Counts the calls that have no row each, once; their cells are made before anything is sized by them. */
    private void countGroups() {
        if (!groupsCounted) {
            groupsCounted = true;
            scan.aggregates((rows, row) -> {
                int flags = windows(rows.startNanos(row));
                cells.count(
                        cells.of(rows, row),
                        rows.calls(row),
                        (flags & Suspects.IN_A) != 0,
                        (flags & Suspects.IN_B) != 0);
            });
        }
    }

    int windows(long start) {
        return (a.contains(start) ? Suspects.IN_A : 0) | (b != null && b.contains(start) ? Suspects.IN_B : 0);
    }

    /** What tells processes apart: their number, or where it is not known an address of their own. */
    private int process(int process, int address) {
        if (process >= 0) {
            return process;
        }
        boolean shared = address >= loopback.length || loopback[address];
        return shared ? Ends.NONE : -2 - address;
    }
}
