package dev.sonde.core.store;

import dev.sonde.dissectors.sql.SqlDialect;
import dev.sonde.dissectors.sql.SqlFingerprint;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Labels of coded values, as tables show them. */
public final class Labels {
    /** Endpoint of calls that were counted in the kernel and not looked into. */
    public static final String NOT_LOOKED_INTO = "(not looked into)";

    /** Protocol of MySQL and what speaks like it. */
    public static final String MYSQL = "mysql";

    private Labels() {}

    /** Protocols by OpenTelemetry's {@code network.protocol.name}, where it has one. */
    public static String protocol(int protocol) {
        return switch (protocol) {
            case Protocol.HTTP1_VALUE -> "http";
            case Protocol.MYSQL_VALUE -> MYSQL;
            default -> "unknown";
        };
    }

    /** Name of an endpoint, also where there is none. */
    public static String endpoint(Snapshot snapshot, int id) {
        return id == 0 ? NOT_LOOKED_INTO : snapshot.string(id);
    }

    /** The ends that flags speak of: {@code client}, {@code server} or {@code both}; null when they speak of none. */
    public static @Nullable String seenAt(int ends) {
        return switch (ends) {
            case ExchangeFlag.AT_CLIENT_VALUE -> "client";
            case ExchangeFlag.AT_SERVER_VALUE -> "server";
            case 0 -> null;
            default -> "both";
        };
    }

    /** Stable id of a MySQL statement's fingerprint, as the dissectors give it: {@code Q-} and 16 hexadecimal digits. */
    public static String fingerprintId(String fingerprint) {
        byte[] text = fingerprint.getBytes(StandardCharsets.UTF_8);
        return SqlFingerprint.name(SqlFingerprint.id(SqlDialect.MYSQL, text, 0, text.length));
    }
}
