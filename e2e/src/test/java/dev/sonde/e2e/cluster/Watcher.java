package dev.sonde.e2e.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.Sonde;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The {@code sonde} command of somebody who has a kubeconfig. */
final class Watcher {
    private final Sonde sonde;
    private final Path kubeconfig;
    private final Cluster cluster;

    /** With a kubeconfig that is not the administrator's. */
    Watcher(Path folder, Cluster cluster, Path kubeconfig) {
        this.sonde = new Sonde(folder);
        this.cluster = cluster;
        this.kubeconfig = kubeconfig;
        cluster.loadAgent();
    }

    /** As the administrator. */
    Watcher(Path folder, Cluster cluster) {
        this(folder, cluster, cluster.kubeconfig());
    }

    /** Begins to record; returns when everything is attached. */
    Sonde.Recording record(String... where) throws IOException, InterruptedException {
        return sonde.record(with(where));
    }

    /** Runs a command that takes a cluster, to its end. */
    Sonde.Outcome run(String command, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(Arrays.asList(with(words)));
        return sonde.run(all.toArray(String[]::new));
    }

    /** The rows of a table of a recording. */
    List<JsonNode> query(Path recording, String table, String... words) throws IOException, InterruptedException {
        return sonde.query(recording, table, words);
    }

    /** Waits until a recording that is being made has so many agents that see, of those that have a value in a column. */
    void awaitAgents(Sonde.Recording recording, int count, String column, String value) throws InterruptedException {
        Eventually.isSo(
                count + " agents of " + value + " see",
                Duration.ofSeconds(60),
                () -> thatSee(recording.file()).stream()
                                .filter(agent -> agent.path(column).asText().equals(value))
                                .count()
                        >= count);
    }

    /** Waits until a recording that is being made was told of something in the cluster. */
    void awaitFact(Sonde.Recording recording, String what, Predicate<JsonNode> it) throws InterruptedException {
        Eventually.isSo(
                what,
                Duration.ofMinutes(2),
                () -> rows(recording.file(), "facts").stream().anyMatch(it));
    }

    /** Waits until the last that a recording that is being made was told of a node's agent is so. */
    void awaitAgent(Sonde.Recording recording, String node, Predicate<JsonNode> it) throws InterruptedException {
        Eventually.isSo(
                "the agent on " + node + " is as it is waited for",
                Duration.ofMinutes(1),
                () -> rows(recording.file(), "facts").stream()
                        .filter(fact -> fact.get("kind").asText().equals("Agent")
                                && fact.get("node").asText().equals(node))
                        .reduce((earlier, later) -> later)
                        .filter(it)
                        .isPresent());
    }

    /** Agents that have said what they are attached to; what is said of a gap comes from no agent. */
    private List<JsonNode> thatSee(Path recording) {
        return rows(recording, "agents").stream()
                .filter(agent -> !agent.path("attach").isEmpty())
                .toList();
    }

    private List<JsonNode> rows(Path recording, String table) {
        try {
            return query(recording, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted while a recording was asked", e);
        }
    }

    private String[] with(String... words) {
        List<String> all = new ArrayList<>(List.of("--kubeconfig", kubeconfig.toString(), "--context", context()));
        all.addAll(Arrays.asList(words));
        return all.toArray(String[]::new);
    }

    private String context() {
        return Cluster.output(
                        List.of(cluster.program("kubectl"), "--kubeconfig=" + kubeconfig, "config", "current-context"),
                        "")
                .strip();
    }
}
