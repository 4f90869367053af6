package dev.sonde.agent.owner;

import dev.sonde.protocol.v1.Process;

/** A process that owns sockets. Owned by the drain thread. */
final class OwnedProcess {
    final int ref;
    final ProcessIdentity identity;

    Process message;
    boolean changed = true;
    long checkedNanos;

    OwnedProcess(int ref, ProcessIdentity identity, Process message) {
        this.ref = ref;
        this.identity = identity;
        this.message = message;
    }
}
