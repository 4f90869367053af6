package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.LiveAnswer;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.agent.AgentWords;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.identity.Fingerprint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Hears what an agent says on its log when it listens, or why it can't, as it says it. */
final class FirstWords implements AutoCloseable {
    private final ClusterApi api;
    private final String path;
    private final long begunUnixNanos = UnixNanos.now();
    private final CompletableFuture<@Nullable Ready> said = new CompletableFuture<>();
    private final Thread thread;
    private volatile @Nullable ApiAnswer refusal;

    /** Where an agent listens, and what it will show there. */
    record Ready(int port, Fingerprint certificate) {}

    /**
     * Begins to hear. Of a container that runs and is silent there is not even the beginning of an answer, so the thread that waits for it is
     * not the caller's.
     *
     * @param path of the log
     */
    FirstWords(ClusterApi api, String path) {
        this.api = api;
        this.path = path;
        thread = Thread.ofVirtual().name("sonde-hear").start(this::hear);
    }

    private void hear() {
        try (LiveAnswer log = api.follow(path + "&follow=true", "*/*")) {
            if (!log.isDone()) {
                refusal = log.refusal();
                said.complete(null);
                return;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(log.body(), StandardCharsets.UTF_8));
            Ready ready = null;
            for (String line = lines.readLine(); line != null; line = ready == null ? lines.readLine() : null) {
                ready = read(line);
            }
            said.complete(ready);
        } catch (SondeException e) {
            said.completeExceptionally(e);
        } catch (IOException e) {
            // The way to the log broke, which says nothing of the agent.
            said.complete(null);
        }
    }

    private static @Nullable Ready read(String line) {
        if (line.startsWith("READY ")) {
            Map<String, String> fields = AgentWords.fields(line);
            return new Ready(
                    Integer.parseInt(fields.getOrDefault("port", "0")),
                    new Fingerprint(fields.getOrDefault("certificate", "")));
        }
        if (line.startsWith("FAILED ")) {
            throw AgentWords.error(AgentWords.fields(line), "");
        }
        return null;
    }

    /**
     * Waits for so long at most; null when it has said nothing yet.
     *
     * @throws SondeException if it said that it can't
     */
    @Nullable
    Ready await(long millis) throws InterruptedException {
        try {
            return said.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SondeException reason) {
                throw reason;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether nothing more will be heard. */
    boolean isOver() {
        return said.isDone();
    }

    /** Why there is no log yet, or null where there is one. */
    @Nullable
    ApiAnswer refusal() {
        return refusal;
    }

    /** When it was begun. */
    long begunUnixNanos() {
        return begunUnixNanos;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
