package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.api.LiveAnswer;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.agent.AgentWords;
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
    private final LiveAnswer log;
    private final CompletableFuture<@Nullable Ready> said = new CompletableFuture<>();

    /** Where an agent listens, and what it will show there. */
    record Ready(int port, Fingerprint certificate) {}

    /** Begins to hear. */
    FirstWords(LiveAnswer log) {
        this.log = log;
        Thread.ofVirtual().name("sonde-hear").start(this::hear);
    }

    private void hear() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(log.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Ready ready = read(line);
                if (ready != null) {
                    said.complete(ready);
                    return;
                }
            }
            said.complete(null);
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

    @Override
    public void close() {
        log.close();
    }
}
