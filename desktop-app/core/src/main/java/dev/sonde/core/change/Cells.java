package dev.sonde.core.change;

import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Party;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import java.util.Arrays;

/**
 * Calls counted by all that they can have in common, so that what is asked of any trait is a sum over few cells. Belongs
 * to one thread.
 */
final class Cells {
    private final Ends ends;
    private final LongTable contents = new LongTable();
    private final LongTable numbers = new LongTable();
    private int[] endsOf = new int[256];
    private long[] contentOf = new long[256];
    private long[] callsA = new long[256];
    private long[] callsB = new long[256];

    Cells(Snapshot snapshot, Grain grain) {
        ends = new Ends(snapshot, grain);
    }

    /** The cell of a row. */
    int of(Rows rows, int row) {
        int kind = ends.of(rows.connection(row));
        long content =
                (long) rows.endpoint(row) << 32 | (rows.status(row) & 0xffffffL) << 8 | (rows.protocol(row) & 0xffL);
        int cell = numbers.number((long) kind << 32 | contents.number(content));
        if (cell >= endsOf.length) {
            grow();
        }
        endsOf[cell] = kind;
        contentOf[cell] = content;
        return cell;
    }

    void count(int cell, long calls, boolean inA, boolean inB) {
        callsA[cell] += inA ? calls : 0;
        callsB[cell] += inB ? calls : 0;
    }

    int size() {
        return numbers.size();
    }

    Ends.Kind ends(int cell) {
        return ends.kind(endsOf[cell]);
    }

    /** Who is an end of calls, by its number at the grain. */
    Party party(int number) {
        return ends.party(number);
    }

    int endpoint(int cell) {
        return (int) (contentOf[cell] >>> 32);
    }

    /** The status, or -1. */
    int status(int cell) {
        int status = (int) (contentOf[cell] >> 8 & 0xffffff);
        return status == 0xffffff ? -1 : status;
    }

    int protocol(int cell) {
        return (int) (contentOf[cell] & 0xff);
    }

    long callsA(int cell) {
        return callsA[cell];
    }

    long callsB(int cell) {
        return callsB[cell];
    }

    private void grow() {
        int length = endsOf.length * 2;
        endsOf = Arrays.copyOf(endsOf, length);
        contentOf = Arrays.copyOf(contentOf, length);
        callsA = Arrays.copyOf(callsA, length);
        callsB = Arrays.copyOf(callsB, length);
    }
}
