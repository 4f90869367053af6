package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.agent.AgentLauncher.Launch;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.v1.Start;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The process of a local agent: given its keys on standard input, which stays open as long as it shall live, and heard on
 * standard output once. What it says on standard error is kept for the error messages. Used by the source's thread.
 */
final class AgentProcess implements AgentHost {
    private static final int TAIL_LINES = 12;

    /** A process ended by a signal has this and the signal as its exit status. */
    private static final int SIGNALLED = 128;

    private static final int DISMISSED = 126;
    private static final int NOT_AUTHORISED = 127;
    private static final long READY_MILLIS = 30_000;
    private static final long READY_ASKING_MILLIS = 180_000;
    private static final long EXIT_MILLIS = 3_000;

    private final Process process;
    private final Thread errorReader;
    private final ArrayDeque<String> tail = new ArrayDeque<>();

    private AgentProcess(Process process) {
        this.process = process;
        this.errorReader =
                Thread.ofPlatform().name("sonde-agent-stderr").daemon().start(this::readErrors);
    }

    /**
     * Starts an agent, which waits for its keys.
     *
     * @param first what it watches from its start on
     * @throws SondeException if the program can't be started
     */
    static AgentProcess start(Launch launch, Start first) {
        List<String> command = new ArrayList<>(launch.command());
        command.add("--start");
        command.add(Base64.getEncoder().encodeToString(first.toByteArray()));
        try {
            return new AgentProcess(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2203",
                    "The agent can't be started",
                    String.valueOf(e.getMessage()),
                    "Start Sonde by its own command, ./sonde, which builds the agent.",
                    e);
        }
    }

    /** Gives it its keys. */
    void give(SessionIdentity keys) {
        try {
            OutputStream stdin = process.getOutputStream();
            stdin.write(keys.toSecretText().getBytes(StandardCharsets.US_ASCII));
            stdin.flush();
        } catch (IOException e) {
            // It has ended already: what it printed says why, and waiting for that fails with it.
            remember("its standard input was closed: " + e.getMessage());
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
            }
        } catch (IOException e) {
            remember("its standard error broke off: " + e.getMessage());
        }
    }

    private void remember(String line) {
        synchronized (tail) {
            if (tail.size() == TAIL_LINES) {
                tail.removeFirst();
            }
            tail.add(line.length() > 300 ? line.substring(0, 300) + "…" : line);
        }
    }

    @Override
    public String lastWords() {
        synchronized (tail) {
            return String.join(" | ", tail);
        }
    }

    /**
     * Waits until the agent listens.
     *
     * @param asks whether a person may have to answer first
     * @return its port
     * @throws SondeException if it fails, says something else, or nothing in time
     */
    int awaitReady(boolean asks) throws InterruptedException {
        CompletableFuture<@Nullable String> line = new CompletableFuture<>();
        Thread.ofPlatform().name("sonde-agent-stdout").daemon().start(() -> readFirstLine(line));
        String answer;
        long patience = asks ? READY_ASKING_MILLIS : READY_MILLIS;
        try {
            answer = line.get(patience, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw failure("SD-2205", "The agent was started but is not ready after " + patience / 1000 + " s");
        } catch (ExecutionException e) {
            throw failure("SD-2203", "The agent's standard output broke off");
        }
        if (answer == null) {
            throw asks ? refused() : ended();
        }
        if (answer.startsWith("READY ")) {
            String port = AgentWords.fields(answer).getOrDefault("port", "");
            if (port.matches("[1-9][0-9]{0,4}")) {
                return Integer.parseInt(port);
            }
        } else if (answer.startsWith("FAILED ")) {
            throw AgentWords.error(AgentWords.fields(answer), lastWords());
        }
        throw failure("SD-2204", "What was started is not a Sonde agent: it said “" + brief(answer) + "”");
    }

    private void readFirstLine(CompletableFuture<@Nullable String> line) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            line.complete(lines.readLine());
            // Anything more is drained, so that the agent never blocks on it.
            lines.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            line.completeExceptionally(e);
        }
    }

    private static String brief(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** What a program that asks for permission says by its end: pkexec(1), exit status 126 and 127. */
    private SondeException refused() throws InterruptedException {
        boolean said = process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)
                && (process.exitValue() == DISMISSED || process.exitValue() == NOT_AUTHORISED);
        if (!said) {
            return ended();
        }
        errorReader.join(EXIT_MILLIS);
        return new SondeException(
                "SD-2202",
                "The agent was not permitted to start",
                lastWords().isEmpty() ? "pkexec was refused" : "pkexec said: " + lastWords(),
                AgentLauncher.REMEDY);
    }

    @Override
    public SondeException ended() throws InterruptedException {
        String how = "it is silent";
        if (process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
            errorReader.join(EXIT_MILLIS);
            int status = process.exitValue();
            if (status > SIGNALLED) {
                return killed(status - SIGNALLED);
            }
            if (lastWords().contains(StreamSettings.LEASE_OVER)) {
                return new SondeException(
                        "SD-2206",
                        "The agent left, as the workstation stood still",
                        "It stays for " + StreamSettings.DEFAULT_LEASE.toSeconds() + " s without a word of it",
                        "Sonde starts another one.");
            }
            how = "exit status " + status;
        }
        return failure("SD-2206", "The agent ended unexpectedly (" + how + ")");
    }

    private static SondeException killed(int signal) {
        return new SondeException(
                "SD-2206",
                "The agent was ended by signal " + signal,
                "Somebody on this machine sent it, or the kernel did for want of memory",
                "Look for who did; `dmesg` tells of the kernel.");
    }

    @Override
    public SondeException failure(String code, String what) {
        String words = lastWords();
        return new SondeException(
                code,
                what,
                words.isEmpty() ? "It gave no reason." : "It said: " + words,
                "Run `sonde doctor` to see what this kernel permits.");
    }

    /** Lets go of it: its standard input ends, which tells it to leave; what stays is killed. */
    void end(boolean atOnce) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        try {
            if (atOnce || !process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
                process.destroy();
                if (!process.waitFor(EXIT_MILLIS, TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }
}
