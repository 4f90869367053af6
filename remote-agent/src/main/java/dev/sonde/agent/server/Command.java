package dev.sonde.agent.server;

import dev.sonde.protocol.v1.Budget;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Start;

/** What the drain thread is asked for, by the client or by the process around it. */
public sealed interface Command {
    /** A client has come. */
    record Begin(WatchCall call, Start start) implements Command {}

    /** Its lease is renewed. */
    record Renew(WatchCall call, long durationNanos) implements Command {}

    /** It sets other budgets. */
    record SetBudget(WatchCall call, Budget budget) implements Command {}

    /** It watches something else. */
    record SetFilter(WatchCall call, CaptureFilter filter) implements Command {}

    /** It wants to know when this came, in nanoseconds of the agent's clock. */
    record Ping(WatchCall call, long number, long receivedNanos) implements Command {}

    /** It wants everything to end. */
    record Stop(WatchCall call) implements Command {}

    /** It is gone without a word. */
    record Gone(WatchCall call) implements Command {}

    /**
     * The process has to end.
     *
     * @param reason as {@code End.reason}
     */
    record ShutDown(String reason) implements Command {}
}
