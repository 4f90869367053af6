package dev.sonde.dissectors;

import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** The requests of one connection that wait for their responses, in the order in which they were sent. */
public final class OpenRequests {
    private @Nullable OpenRequest first;
    private @Nullable OpenRequest last;
    private int size;

    /** The request that was sent first, or null when none waits. */
    public @Nullable OpenRequest first() {
        return first;
    }

    /** The request that was sent last, or null when none waits. */
    public @Nullable OpenRequest last() {
        return last;
    }

    /** How many wait. */
    public int size() {
        return size;
    }

    /** The first whose response has not begun, or null. */
    public @Nullable OpenRequest unanswered() {
        OpenRequest request = first;
        while (request != null && request.responseBegun) {
            request = request.next;
        }
        return request;
    }

    /** Adds a request; returns true when it was sent before the response to an earlier one had ended. */
    public boolean add(OpenRequest request) {
        OpenRequest before = last;
        if (before == null) {
            first = request;
        } else {
            before.next = request;
            request.flags |= ExchangeFlag.PIPELINED_VALUE;
        }
        last = request;
        size++;
        return before != null;
    }

    /** Takes the first off, which then belongs to the caller; null when none waits. */
    public @Nullable OpenRequest removeFirst() {
        OpenRequest request = first;
        if (request != null) {
            first = request.next;
            last = first == null ? null : last;
            size--;
        }
        return request;
    }

    /** Gives all of them up, and says how many could not be paired. */
    public void abandon(Workspace workspace, ExchangeSink sink, Protocol protocol, String cause) {
        int count = 0;
        long time = 0;
        for (OpenRequest request = removeFirst(); request != null; request = removeFirst()) {
            count++;
            time = request.startNanos;
            workspace.release(request);
        }
        if (count > 0) {
            sink.unpaired(protocol, cause, count, time);
        }
    }
}
