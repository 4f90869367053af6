package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.OpenRequest;

/**
 * Values that a client sends ahead of an EXECUTE, in packets that nobody answers. They belong to it, as a file belongs to the
 * statement that loads it. Where what follows them was not captured it can only have been that EXECUTE: nothing else that is
 * answered comes behind them in one turn.
 */
final class LongData {
    private boolean sent;
    private long offset;
    private long timeNanos;
    private int statement;

    /** Takes a packet of them. */
    void packet(PacketReader requests, byte[] payload, int from, int to) {
        if (!sent) {
            offset = requests.startOffset();
            timeNanos = requests.startNanos();
        }
        sent = true;
        statement = to - from >= 5 ? Fields.i32(payload, from + 1) : 0;
    }

    /** Whether there are some whose EXECUTE has not come. */
    boolean sent() {
        return sent;
    }

    /** Which statement they are for. */
    int statement() {
        return statement;
    }

    /** Makes them the beginning of a request. */
    void begin(OpenRequest request) {
        if (sent) {
            request.requestOffset = offset;
            request.startNanos = timeNanos;
            sent = false;
        }
    }

    /** Another command came instead. */
    void forget() {
        sent = false;
    }
}
