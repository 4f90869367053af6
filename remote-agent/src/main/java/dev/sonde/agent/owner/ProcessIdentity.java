package dev.sonde.agent.owner;

import dev.sonde.agent.record.Owner;

/**
 * One program that one process ran, as the kernel named it when it used a socket: also when it has ended since, is another
 * program now, or its pid is another's.
 *
 * @param pid in the initial namespace
 * @param startNanos since the machine's start
 * @param executable base name, at most 39 bytes of it
 * @param cgroupId of version 2
 */
public record ProcessIdentity(int pid, long startNanos, String executable, long cgroupId) {
    /** What a record says; its {@code tgid} must not be 0. */
    public static ProcessIdentity of(Owner owner) {
        return new ProcessIdentity(owner.tgid, owner.startNanos, owner.name(), owner.cgroupId);
    }
}
