package dev.sonde.agent;

import dev.sonde.agent.drain.DrainThread;
import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.server.AgentServer;
import dev.sonde.agent.server.Command;
import dev.sonde.agent.server.FailureText;
import dev.sonde.agent.server.Outbox;
import dev.sonde.protocol.identity.Fingerprint;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.v1.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The agent process.
 *
 * <p>{@code --listen HOST:PORT [--proc DIRECTORY] [--form auto|cgroup|tc]}; standard input holds the session's keys and stays
 * open for as long as the workstation is there. With {@code --client FINGERPRINT}, as in a cluster, the agent makes its own key
 * instead, and lives by its lease alone. With {@code --start}, a {@code Start} in Base64, it watches before its client has come.
 * Standard output has one line: {@code READY port=N}, with {@code --client} there is {@code certificate=FINGERPRINT} as well, or
 * {@code FAILED code=… what=… why=… remedy=…}. What fails after that is told in the status of the call.
 */
public final class AgentMain {
    private static final long GOODBYE_MILLIS = 1000;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger TRANSPORT_LOG = Logger.getLogger("io.grpc.okhttp");

    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final Outbox outbox = new Outbox();
    private @Nullable volatile AgentException loadFailure;

    /** Whether the one line of standard output was written. */
    private static volatile boolean ready;

    private AgentMain() {}

    /** Runs until the workstation is gone, the lease has run out, or it is told to stop. */
    public static void main(String[] arguments) {
        int status;
        try {
            status = new AgentMain().run(Arguments.parse(arguments));
        } catch (AgentException e) {
            status = failed(e);
        } catch (InterruptedException e) {
            status = 1;
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            status = failed(unexpected(e));
        }
        System.out.flush();
        // Nothing is to be waited for: the kernel side is closed and the client was told.
        Runtime.getRuntime().halt(status);
    }

    private int run(Arguments arguments) throws InterruptedException {
        goFirst();
        // Each stranger that knocks would be told of with a stack trace.
        TRANSPORT_LOG.setLevel(Level.WARNING);
        // The default trust store is asked for by the transport and used by nobody: reading it costs 100 ms.
        System.setProperty("javax.net.ssl.trustStore", "NONE");
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        DrainThread drain = new DrainThread(commands, outbox, arguments.proc(), arguments.form());
        Thread loader = new Thread(() -> load(drain), "sonde-load");
        loader.start();
        Fingerprint client = arguments.client();
        SessionIdentity identity =
                client == null ? identity(input) : SessionIdentity.make(SessionIdentity.AGENT_NAME, client);
        // Loading takes megabytes for a moment; what the server needs comes after that, so that the peak is no sum.
        loader.join();
        AgentException failure = loadFailure;
        if (failure != null) {
            throw failure;
        }
        Start start = arguments.start();
        if (start != null) {
            drain.watch(start);
        }
        AgentServer server = AgentServer.listen(arguments.listen(), identity, commands, outbox);
        drain.exclude(server.port());
        if (client == null) {
            Thread watchdog = new Thread(() -> untilEnd(input), "sonde-stdin");
            watchdog.setDaemon(true);
            watchdog.start();
        }
        ready = true;
        System.out.println(
                "READY port=" + server.port() + (client == null ? "" : " certificate=" + identity.fingerprint()));
        System.out.flush();
        String reason = drain.run();
        System.err.println("sonde-agent: ended: " + reason);
        server.close(GOODBYE_MILLIS);
        return 0;
    }

    /** Where memory runs out, in a pod with a limit or on a whole machine, the kernel is to end the agent and not what it watches. */
    private static void goFirst() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), "1000");
        } catch (IOException e) {
            return; // no such file system here; then the largest process goes
        }
    }

    private void load(DrainThread drain) {
        try {
            drain.load();
        } catch (AgentException e) {
            loadFailure = e;
        } catch (RuntimeException | LinkageError e) {
            loadFailure = unexpected(e);
        }
    }

    /** The workstation holds the other end of standard input: when it is gone, so is the agent. */
    private void untilEnd(BufferedReader input) {
        try {
            while (input.readLine() != null) {
                // nothing is said here after the keys
            }
        } catch (IOException e) {
            // as good as its end
        }
        commands.add(new Command.ShutDown("client gone"));
    }

    private static SessionIdentity identity(BufferedReader input) {
        try {
            return SessionIdentity.read(input);
        } catch (IOException e) {
            throw new AgentException(
                    "SD-1031",
                    "The agent got no usable keys on its standard input",
                    String.valueOf(e.getMessage()),
                    "The agent is started by the workstation, which sends the keys of the session.",
                    e);
        }
    }

    private static int failed(AgentException failure) {
        if (!ready) {
            System.out.println("FAILED " + FailureText.of(failure));
        }
        return 1;
    }

    private static AgentException unexpected(Throwable cause) {
        return new AgentException(
                "SD-1039",
                "The agent failed in a way that it does not know",
                String.valueOf(cause),
                "Report it with the text above and the kernel's version.",
                cause);
    }
}
