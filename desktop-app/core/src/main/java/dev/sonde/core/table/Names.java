package dev.sonde.core.table;

import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/** Names of coded values, as tables show them. */
final class Names {
    /** Endpoint of calls that were counted in the kernel and not looked into. */
    static final String NOT_LOOKED_INTO = "(not looked into)";

    private Names() {}

    /** Protocols by OpenTelemetry's {@code network.protocol.name}, where it has one. */
    static String protocol(int protocol) {
        return switch (protocol) {
            case Protocol.HTTP1_VALUE -> "http";
            case Protocol.MYSQL_VALUE -> "mysql";
            default -> "unknown";
        };
    }

    static String endpoint(Snapshot snapshot, int id) {
        return id == 0 ? NOT_LOOKED_INTO : snapshot.string(id);
    }

    static @Nullable String seenAt(int ends) {
        return switch (ends) {
            case ExchangeFlag.AT_CLIENT_VALUE -> "client";
            case ExchangeFlag.AT_SERVER_VALUE -> "server";
            case 0 -> null;
            default -> "both";
        };
    }
}
