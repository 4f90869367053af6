package dev.sonde.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A running Kubernetes, spoken to by kubectl. */
public final class Cluster implements AutoCloseable {
    private static final String GIVEN = System.getenv().getOrDefault("SONDE_TEST_KUBECONFIG", "");
    private static final String MARK = "e2e-";
    private static final int NODES = 2;

    private final String name;
    private final Path kubeconfig;
    private final String kubectl;
    private boolean agentLoaded;

    private Cluster(String name, Path kubeconfig, String kubectl) {
        this.name = name;
        this.kubeconfig = kubeconfig;
        this.kubectl = kubectl;
    }

    static boolean isGiven() {
        return !GIVEN.isEmpty();
    }

    /** The one that all tests share. */
    static Cluster ofTests() {
        if (isGiven()) {
            return new Cluster("", Path.of(GIVEN), "kubectl");
        }
        sweep();
        return start(MARK + ProcessHandle.current().pid(), NODES);
    }

    /** Starts one beside others. */
    static Cluster start(String name, int nodes) {
        String kubeconfig = script("up", "--name", name, "--nodes", String.valueOf(nodes))
                .lines()
                .toList()
                .getLast();
        return new Cluster(
                name, Path.of(kubeconfig), script("program", "kubectl").strip());
    }

    /** Ends those whose tests were killed. */
    private static void sweep() {
        for (String line : script("list").lines().toList()) {
            String other = line.split(" ", -1)[0];
            if (other.matches(MARK + "\\d+")
                    && ProcessHandle.of(Long.parseLong(other.substring(MARK.length())))
                            .isEmpty()) {
                script("down", "--name", other);
            }
        }
    }

    /** Where a program of Kubernetes is. */
    String program(String named) {
        return isGiven() ? named : script("program", named).strip();
    }

    /** Its name, as {@code sonde cluster --name} takes it. */
    public String name() {
        return name;
    }

    /** The kubeconfig of its administrator. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** What kubectl says. */
    public String kubectl(String... words) {
        List<String> command = new ArrayList<>(List.of(kubectl, "--kubeconfig=" + kubeconfig));
        command.addAll(Arrays.asList(words));
        return output(command, "");
    }

    /** Starts kubectl, for what goes on beside. */
    public Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(kubectl, "--kubeconfig=" + kubeconfig));
        command.addAll(Arrays.asList(words));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Makes things of a manifest. */
    public void apply(String manifest) {
        var _ = output(List.of(kubectl, "--kubeconfig=" + kubeconfig, "apply", "-f", "-"), manifest);
    }

    /** A command of {@code sonde cluster} for this one: cut, heal, stop-api… */
    public String order(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of("--name", name));
        return script(all.toArray(String[]::new));
    }

    /** Puts the agent's image of the build under test onto all nodes. */
    public synchronized void loadAgent() {
        if (!agentLoaded) {
            Path home = Path.of(System.getProperty("sonde.agent.home"));
            var _ = order(
                    "load", home.resolveSibling("image/sonde-agent.oci.tar").toString());
            agentLoaded = true;
        }
    }

    /** Deletes a namespace and all in it; what is in it ends at once, and the name is free a while later. */
    public void forget(String namespace) {
        var _ = kubectl("-n", namespace, "delete", "deployment,pod", "--all", "--grace-period=1", "--wait=false");
        var _ = kubectl("delete", "namespace", namespace, "--wait=false", "--ignore-not-found");
    }

    private static String script(String... words) {
        Path script = Path.of(System.getProperty("sonde.root"), "e2e/cluster/cluster.py");
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-B", script.toString()));
        command.addAll(Arrays.asList(words));
        return output(command, "");
    }

    /** What a command prints; what it says beside is this process's. */
    static String output(List<String> command, String given) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().write(given.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " ended with status " + status + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends it, if it was started here. */
    @Override
    public void close() {
        if (!name.isEmpty()) {
            script("down", "--name", name);
        }
    }
}
