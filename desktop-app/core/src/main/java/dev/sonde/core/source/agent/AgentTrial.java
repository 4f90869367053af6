package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Scope;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.store.AgentStatus.Missing;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Batch;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What an agent could do on this machine, found by attaching one for a moment.
 *
 * @param attach how its probes were attached
 * @param missing what this kernel or these privileges don't permit
 */
public record AgentTrial(List<String> attach, List<Missing> missing) {
    /**
     * Attaches an agent and ends it.
     *
     * @throws SondeException if it can't be started or can't attach
     */
    public static AgentTrial run(Duration atMost) throws InterruptedException {
        CompletableFuture<AgentInfo> answer = new CompletableFuture<>();
        try (LocalAgentSource source = new LocalAgentSource(Scope.ALL)) {
            source.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    if (batch.hasAgentInfo()) {
                        answer.complete(batch.getAgentInfo());
                    }
                }

                @Override
                public void state(SourceState state) {
                    if (state instanceof SourceState.Failed(SondeException reason)) {
                        answer.completeExceptionally(reason);
                    }
                }
            });
            AgentInfo info = answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return new AgentTrial(
                    List.copyOf(info.getAttachList()),
                    info.getMissingList().stream()
                            .map(m -> new Missing(m.getWhat(), m.getWhy(), m.getRemedy()))
                            .toList());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SondeException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new SondeException(
                    "SD-2205",
                    "The agent has not attached after " + atMost.toSeconds() + " s",
                    "",
                    "Try again with less load on the machine.",
                    e);
        }
    }
}
