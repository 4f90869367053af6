package dev.sonde.agent;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.Form;
import dev.sonde.protocol.identity.Fingerprint;
import dev.sonde.protocol.v1.Start;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What the agent is started with.
 *
 * @param listen where the server listens; port 0 lets the kernel choose
 * @param proc where the proc file system of the initial pid namespace is mounted
 * @param form where the programs of the exchanges are attached
 * @param client of the workstation's certificate, for an agent that makes its own key; null for one that is given its keys on
 *     standard input
 * @param start what to watch before the workstation has come; null where it says so when it comes
 */
record Arguments(
        InetSocketAddress listen,
        Path proc,
        Form form,
        @Nullable Fingerprint client,
        @Nullable Start start) {
    /**
     * Reads the command line.
     *
     * @throws AgentException when it makes no sense
     */
    static Arguments parse(String[] arguments) {
        InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Path proc = Path.of("/proc");
        Form form = Form.AUTO;
        Fingerprint client = null;
        Start start = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw wrong(arguments[i] + " has no value");
            }
            switch (arguments[i]) {
                case "--listen" -> listen = address(arguments[i + 1]);
                case "--proc" -> proc = Path.of(arguments[i + 1]);
                case "--form" -> form = form(arguments[i + 1]);
                case "--client" -> client = client(arguments[i + 1]);
                case "--start" -> start = start(arguments[i + 1]);
                default -> throw wrong("there is no option " + arguments[i]);
            }
        }
        return new Arguments(listen, proc, form, client, start);
    }

    private static Fingerprint client(String text) {
        try {
            return new Fingerprint(text);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private static Start start(String text) {
        try {
            return Start.parseFrom(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
            throw wrong("what is to be watched can't be read: " + e.getMessage());
        }
    }

    private static Form form(String text) {
        return switch (text) {
            case "auto" -> Form.AUTO;
            case "cgroup" -> Form.CGROUP;
            case "tc" -> Form.TC;
            default -> throw wrong(text + " is none of auto, cgroup and tc");
        };
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon > 0) {
                return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text + " is no address with a port: " + e.getMessage());
        }
        throw wrong(text + " is no address with a port");
    }

    private static AgentException wrong(String why) {
        return new AgentException(
                "SD-1032",
                "The agent does not understand its command line",
                why,
                "sonde-agent --listen HOST:PORT [--proc DIRECTORY] [--form auto|cgroup|tc] [--client sha256:…] [--start BASE64]");
    }
}
