package dev.sonde.ui.requests;

import dev.sonde.core.store.Labels;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.ExchangeRow;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A request as a command for a terminal. Commands are copied, never run. No display needed. */
final class CopyAs {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private CopyAs() {}

    /** Asks an HTTP server the same; its body is not known. Empty for other protocols. */
    static Optional<String> curl(ExchangeRow row) {
        String[] words = row.summary().split(" ", 2);
        if (!row.protocol().toLowerCase(Locale.ROOT).startsWith("http")
                || words.length < 2
                || !METHODS.contains(words[0])) {
            return Optional.empty();
        }
        String url = (row.tls() ? "https://" : "http://") + address(row.serverAddress(), row.serverPort()) + words[1];
        String method = switch (words[0]) {
            case "GET" -> "";
            case "HEAD" -> "--head ";
            default -> "--request " + words[0] + " ";
        };
        return Optional.of("curl --verbose " + method + quoted(url));
    }

    /** Lets the server of a statement explain it. Empty for other protocols. */
    static Optional<String> mysql(ExchangeRow row) {
        if (!row.protocol().equals(Labels.MYSQL)) {
            return Optional.empty();
        }
        return Optional.of("mysql --host=" + row.serverAddress() + " --port=" + row.serverPort() + " --execute="
                + quoted("EXPLAIN " + row.endpoint()));
    }

    /** What the kernel knows of the connection. */
    static String ss(ConnectionRow row) {
        return "ss --tcp --info --numeric '( sport = :" + row.clientPort() + " and dport = :" + row.serverPort()
                + " ) or ( sport = :" + row.serverPort() + " and dport = :" + row.clientPort() + " )'";
    }

    /** Captures what the connection says from now on. */
    static String tcpdump(ConnectionRow row) {
        return "tcpdump -i any -w connection.pcap 'tcp port " + row.clientPort() + " and tcp port " + row.serverPort()
                + "'";
    }

    private static String address(String address, int port) {
        return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
    }

    /** For a shell of POSIX. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
