package dev.sonde.agent.owner;

import dev.sonde.protocol.v1.Process;

/** A process that owns sockets. Owned by the drain thread. */
final class OwnedProcess {
    final int ref;
    final int pid;
    /** Start time in clock ticks since boot, which tells a reused pid; 0 when it was gone already. */
    final long startTicks;

    Process message;
    boolean changed = true;
    long checkedNanos;

    OwnedProcess(int ref, int pid, long startTicks, Process message) {
        this.ref = ref;
        this.pid = pid;
        this.startTicks = startTicks;
        this.message = message;
    }
}
