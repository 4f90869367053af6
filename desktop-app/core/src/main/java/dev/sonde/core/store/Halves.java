package dev.sonde.core.store;

import static dev.sonde.core.store.ConnectionTable.BOTH_WATCHED;
import static dev.sonde.core.store.ConnectionTable.CLIENT_WATCHED;
import static dev.sonde.core.store.ConnectionTable.SERVER_WATCHED;

import java.util.HashMap;
import java.util.Map;

/**
 * Connections that are one, although the client's address or port at one end is not that at the other: a node or a router put its own
 * in their place. Exchanges tell: TCP's sequence numbers stay. Owned by the writer.
 */
final class Halves {
    private Map<Integer, Integer> others = new HashMap<>();

    /** The other half, or -1. Asked for each row, also where nothing was joined. */
    int other(int id) {
        return others.isEmpty() ? -1 : others.getOrDefault(id, -1);
    }

    /** Says whether this may be a half: one of which nobody is known at the other end. */
    boolean isCandidate(ConnectionTable table, int id) {
        if (other(id) >= 0) {
            return false;
        }
        return switch (table.flags[id] & BOTH_WATCHED) {
            case CLIENT_WATCHED -> table.serverProcess[id] < 0;
            case SERVER_WATCHED -> table.clientProcess[id] < 0;
            default -> false;
        };
    }

    /** Joins two candidates; false when they are the same end. */
    boolean join(ConnectionTable table, int one, int other) {
        if (((table.flags[one] ^ table.flags[other]) & BOTH_WATCHED) != BOTH_WATCHED) {
            return false;
        }
        others.put(one, other);
        others.put(other, one);
        table.flags[client(table, one, other)] |= ConnectionTable.SEEN_AS_OTHER;
        tell(table, one);
        return true;
    }

    /** Tells each half what only the other knows: who asked, and who answered. */
    void tell(ConnectionTable table, int id) {
        int other = other(id);
        if (other < 0) {
            return;
        }
        int client = client(table, id, other);
        int server = client == id ? other : id;
        table.serverAddress[client] = table.serverAddress[server];
        table.ports[client] = (table.ports[client] & 0xffff0000) | (table.ports[server] & 0xffff);
        table.serverProcess[client] = table.serverProcess[server];
        table.serverPeer[client] = table.serverPeer[server];
        table.serverPlace[client] = table.serverPlace[server];
        table.clientAddress[server] = table.clientAddress[client];
        table.ports[server] = (table.ports[client] & 0xffff0000) | (table.ports[server] & 0xffff);
        table.clientProcess[server] = table.clientProcess[client];
        table.clientPeer[server] = table.clientPeer[client];
        table.clientPlace[server] = table.clientPlace[client];
        int agents = (table.agents[client] & 0xffff) | (table.agents[server] & 0xffff0000);
        table.agents[client] = agents;
        table.agents[server] = agents;
    }

    private static int client(ConnectionTable table, int one, int other) {
        return (table.flags[one] & CLIENT_WATCHED) != 0 ? one : other;
    }

    /** Gives connections their new numbers, of a table that is no longer the old one. A half that is left alone is a whole one. */
    void move(int[] moved, ConnectionTable table) {
        Map<Integer, Integer> kept = new HashMap<>();
        others.forEach((one, other) -> {
            if (moved[one] >= 0 && moved[other] >= 0) {
                kept.put(moved[one], moved[other]);
            } else if (moved[one] >= 0) {
                table.flags[moved[one]] &= ~ConnectionTable.SEEN_AS_OTHER;
            }
        });
        others = kept;
    }
}
