package dev.sonde.core.cluster.link;

import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ApiFailures;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.link.FirstWords.Ready;
import dev.sonde.core.cluster.preflight.AccessCheck;
import dev.sonde.core.cluster.scope.ClusterPods;
import dev.sonde.core.cluster.scope.PodReader;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.agent.AgentHost;
import dev.sonde.protocol.StreamSettings;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One agent in a pod: sent there, heard on its log, found again, and asked how it ended. Used by the link's thread. */
final class PodAgent implements AgentHost {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);
    private static final int POLLS_A_LOOK = 12;
    private static final int TAIL_LINES = 6;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ClusterApi api;
    private final PlannedAgent agent;
    private final long pollMillis;
    private final Way way;
    private @Nullable FirstWords words;

    /**
     * One that is not there yet.
     *
     * @param pollMillis how often it is asked whether it has started
     */
    PodAgent(ClusterApi api, PlannedAgent agent, long pollMillis, Way way) {
        this.api = api;
        this.agent = agent;
        this.pollMillis = pollMillis;
        this.way = way;
    }

    PlannedAgent plan() {
        return agent;
    }

    /**
     * Puts it in.
     *
     * @throws SondeException if the API server refuses
     */
    void inject() {
        ApiAnswer answer = agent.method().equals("POST")
                ? api.post(agent.path(), agent.json())
                : api.patch(agent.path() + "?fieldManager=sonde", agent.json());
        if (answer.status() == NOT_FOUND && agent.form() == AgentForm.DEBUG_POD) {
            throw new SondeException(
                    NoPlace.NO_NAMESPACE,
                    "There is no namespace " + agent.place().namespace() + " for a debug pod",
                    answer.message(),
                    "Make it, or name another one with --debug-namespace.");
        }
        if (!answer.isDone()) {
            throw ApiFailures.refused("put an agent into " + where(), answer);
        }
    }

    /**
     * Waits until it listens.
     *
     * @return null when asked to stop meanwhile
     * @throws SondeException if it can't start, says that it failed, or is not ready in time
     */
    @Nullable
    Ready awaitReady(CountDownLatch stop) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE_NANOS;
        String state = "not started";
        for (int poll = 1; System.nanoTime() < until; poll++) {
            try {
                Ready ready = heard();
                if (ready != null) {
                    return ready;
                }
                if (poll % POLLS_A_LOOK == 0) {
                    state = look();
                }
            } catch (SondeException e) {
                // An API server that is away for a moment says nothing of the agent.
                if (!NoPlace.isUnreachable(e)) {
                    throw e;
                }
                state = "not known: " + e.getMessage();
            }
            if (stop.await(words == null ? pollMillis : 0, TimeUnit.MILLISECONDS)) {
                return null;
            }
        }
        throw new SondeException(
                "SD-2321",
                "The agent in " + where() + " is not ready after " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)
                        + " s",
                "It is " + state,
                "See kubectl describe pod " + agent.place().pod() + ".");
    }

    /** What the agent said when it was ready, or null before. There is a log once its container runs, and it is followed then. */
    private @Nullable Ready heard() throws InterruptedException {
        FirstWords hears = words == null ? new FirstWords(api, logPath()) : words;
        words = hears;
        Ready ready;
        try {
            ready = hears.await(pollMillis);
        } finally {
            words = hears.isOver() ? null : hears;
        }
        ApiAnswer refusal = hears.refusal();
        if (refusal != null && refusal.status() == FORBIDDEN) {
            throw ApiFailures.refused("hear the agent in " + where() + " on its log", refusal);
        }
        if (ready != null) {
            way.pass("has a container that runs and can be heard", hears.begunUnixNanos());
        }
        return ready;
    }

    private String logPath() {
        return "/api/v1/namespaces/" + agent.place().namespace() + "/pods/"
                + agent.place().pod() + "/log?container=" + agent.container();
    }

    /** How the container is; throws when it will never be ready. */
    private String look() {
        Pod pod = ClusterPods.get(api, agent.place().namespace(), agent.place().pod())
                .orElseThrow(() -> gone("It was deleted while the agent was put in"));
        ContainerState state = state(pod);
        String words = PodReader.words(state);
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            throw gone("It is being deleted");
        }
        if (state != null && state.getTerminated() != null) {
            throw isOutOfMemory(state)
                    ? outOfMemory(pod)
                    : failure(NoPlace.NOT_STARTED, "The agent in " + where() + " did not start: " + words);
        }
        SondeException hopeless = StartTrouble.of(api, agent, state);
        if (hopeless != null) {
            throw hopeless;
        }
        return words;
    }

    private static boolean isOutOfMemory(@Nullable ContainerState state) {
        return state != null
                && state.getTerminated() != null
                && "OOMKilled".equals(state.getTerminated().getReason());
    }

    private SondeException outOfMemory(Pod pod) {
        long limit = PodReader.of(pod).inside().memoryLimitBytes();
        return new SondeException(
                NoPlace.OUT_OF_MEMORY,
                "There was no memory for the agent in " + where(),
                (limit > 0 ? "The pod's limit is " + (limit >> 20) + " MiB, and the agent" : "The agent")
                        + " takes some 70 MiB. The kernel ended the agent; the application goes on",
                "Watch with --form debug-pod, whose memory is no pod's.");
    }

    /** Why it can't be reached at all, or null when that may change by itself. */
    @Nullable
    SondeException whyNotForwarded() {
        if (AccessCheck.mayForward(api, agent.place().namespace())) {
            return null;
        }
        return new SondeException(
                NoPlace.NO_FORWARD,
                "No port-forward to " + where(),
                "This user may not create pods/portforward there. The agent ends by itself",
                "Ask for the rights in docs/rbac.yaml.");
    }

    private @Nullable ContainerState state(Pod pod) {
        if (agent.form() != AgentForm.DEBUG_POD) {
            return PodReader.state(pod, agent.container());
        }
        if (pod.getStatus() == null || pod.getStatus().getContainerStatuses() == null) {
            return null;
        }
        return pod.getStatus().getContainerStatuses().stream()
                .findFirst()
                .map(ContainerStatus::getState)
                .orElse(null);
    }

    private SondeException gone(String why) {
        return new SondeException(NoPlace.GONE, "The pod " + where() + " is gone", why, "Another agent takes over.");
    }

    /** Whether the container runs: {@code true}, {@code false}, or empty when the pod is gone. */
    Optional<Boolean> isRunning() {
        return ClusterPods.get(api, agent.place().namespace(), agent.place().pod())
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .map(pod -> {
                    ContainerState state = state(pod);
                    return state != null && state.getRunning() != null;
                });
    }

    /** Deletes the pod if it was made for the agent. */
    void leave() {
        FirstWords hears = words;
        words = null;
        if (hears != null) {
            hears.close();
        }
        if (agent.form() == AgentForm.DEBUG_POD) {
            api.delete("/api/v1/namespaces/" + agent.place().namespace() + "/pods/"
                    + agent.place().pod() + "?gracePeriodSeconds=1");
        }
    }

    @Override
    public String lastWords() {
        try {
            // Where its node is cut off nobody answers, and the reason is known.
            ApiAnswer log = api.getWithin(LAST_WORDS, logPath());
            ArrayDeque<String> tail = new ArrayDeque<>();
            if (log.isDone()) {
                log.body().lines().filter(line -> !line.startsWith("READY ")).forEach(line -> {
                    tail.add(line.length() > 200 ? line.substring(0, 200) + "…" : line);
                    if (tail.size() > TAIL_LINES) {
                        tail.removeFirst();
                    }
                });
            }
            return String.join(" | ", tail);
        } catch (SondeException e) {
            return "";
        }
    }

    @Override
    public SondeException failure(String code, String what) {
        String words = lastWords();
        return new SondeException(
                code,
                what + ", in " + where(),
                words.isEmpty() ? "It gave no reason." : "It said: " + words,
                "Run `sonde doctor --context " + api.context() + "` to see what the cluster permits.");
    }

    /** Why it does not run any more, after that failure and without a word from it for so long. */
    SondeException left(SondeException failure, long silentNanos) {
        if (silentNanos < StreamSettings.DEFAULT_LEASE.toNanos()) {
            return failure.code().equals(NoPlace.NO_FORWARD) ? ended() : failure;
        }
        return new SondeException(
                NoPlace.LEFT,
                "The agent in " + where() + " left by itself",
                "The way to it was cut for " + TimeUnit.NANOSECONDS.toSeconds(silentNanos) + " s, and it stays for "
                        + StreamSettings.DEFAULT_LEASE.toSeconds() + " s without its workstation",
                "Sonde puts another agent in.");
    }

    @Override
    public SondeException ended() {
        String how;
        try {
            Optional<Pod> pod = ClusterPods.get(
                    api, agent.place().namespace(), agent.place().pod());
            if (pod.filter(there -> isOutOfMemory(state(there))).isPresent()) {
                return outOfMemory(pod.get());
            }
            how = pod.map(there -> PodReader.words(state(there))).orElse("gone with its pod");
        } catch (SondeException e) {
            how = "not to be asked for now: " + e.getMessage();
        }
        return new SondeException(
                "SD-2323",
                "The stream from the agent in " + where() + " broke off",
                "The agent is " + how,
                "Sonde connects again, or puts another agent in.");
    }

    String where() {
        return agent.place().words();
    }
}
