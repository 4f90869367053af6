package dev.sonde.core.store;

/**
 * A request that has had no byte of a response by the end of what is in memory, though it was sent a second ago or longer.
 *
 * @param connection index of its connection in the snapshot's table
 * @param startNanos first byte of the request, in Unix nanoseconds
 * @param protocol number of the protocol
 * @param endpoint string that names what is asked for; 0 where it is not known
 */
public record Waiting(int connection, long startNanos, int protocol, int endpoint) {}
