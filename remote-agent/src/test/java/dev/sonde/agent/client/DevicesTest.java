package dev.sonde.agent.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sonde.protocol.v1.Budget;
import dev.sonde.protocol.v1.Start;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An agent in a network namespace like a pod's, with the three capabilities that one can be given there and without a way to
 * the cgroups of the machine. A real server, clients inside and outside. Needs root, nginx and h2load.
 */
class DevicesTest {
    private static final String NETNS = "sonde-" + ProcessHandle.current().pid();
    private static final String NEAR = "snd" + ProcessHandle.current().pid() % 100_000;
    private static final String ADDRESS = "10.203.77.2";
    private static final String LATER = "10.203.78.2";
    private static final int REQUESTS = 600;

    /**
     * Enough for an agent that has just started on a busy machine: six seconds after its start its usual budget holds, and one that
     * sheds counts calls without their endpoints.
     */
    private static final Start START = WatchTest.START.toBuilder()
            .setBudget(Budget.newBuilder().setCpuCores(1))
            .build();

    private static final List<String> FEW_PRIVILEGES =
            List.of("setpriv", "--bounding-set=-all,+bpf,+net_admin,+perfmon", "--inh-caps=-all");

    @TempDir
    private Path folder;

    private AgentProcess agent;
    private Process server;

    @BeforeEach
    void makeNamespace() throws Exception {
        assumeTrue(AgentProcess.isPermitted(), "Skipped: to load programs into the kernel needs root");
        assumeTrue(isThere("nginx") && isThere("h2load"), "Skipped: needs nginx and h2load");
        assumeTrue(hasDeviceLinks(), "Skipped: links to devices came with Linux 6.6");
        run("ip", "netns", "add", NETNS);
        run("ip", "-n", NETNS, "link", "set", "lo", "up");
        link(NEAR, ADDRESS);
        Path config = folder.resolve("nginx.conf");
        Files.writeString(
                config,
                "daemon off; master_process off; pid " + folder + "/pid; error_log stderr; events {}\n"
                        + "http { access_log off; keepalive_requests 1000000; client_body_temp_path " + folder + ";\n"
                        + "server { listen 8080; location / { return 200 ok; } } }\n");
        server = new ProcessBuilder(inside("nginx", "-p", folder.toString(), "-c", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        agent = AgentProcess.start(inside(FEW_PRIVILEGES.toArray(String[]::new)), ADDRESS);
    }

    @AfterEach
    void removeNamespace() throws Exception {
        if (agent != null) {
            agent.close();
        }
        if (server != null) {
            server.destroy();
            server.waitFor();
        }
        // A deleted namespace takes its devices away in its own time; the next test makes some of the same names and
        // addresses.
        status("ip", "link", "delete", NEAR);
        status("ip", "link", "delete", NEAR + "b");
        run("ip", "netns", "delete", NETNS);
    }

    @Test
    void it_counts_what_passes_each_device_once_also_devices_that_came_later() throws Exception {
        Session session = Session.watch(agent.channel(), START);
        assertThat(session.await(tally -> !tally.attached.isEmpty())).isTrue();
        assertThat(session.tally().attached)
                .contains(
                        "ingress at device lo (tcx)",
                        "egress at device lo (tcx)",
                        "ingress at device eth" + NEAR + " (tcx)");
        load(List.of(), ADDRESS, "outside");
        load(inside(), "127.0.0.1", "inside");
        link(NEAR + "b", LATER);
        assertThat(session.await(tally -> tally.attached.contains("ingress at device eth" + NEAR + "b (tcx)")))
                .isTrue();
        load(List.of(), LATER, "later");

        assertThat(session.await(tally -> session.calls("/outside") == REQUESTS
                        && session.calls("/inside") == REQUESTS
                        && session.calls("/later") == REQUESTS))
                .as("%s %s", session.tally().calls, session.tally().losses)
                .isTrue();
        Thread.sleep(500); // a second count of the same would come late
        synchronized (session.tally()) {
            assertThat(session.tally().calls.values()).containsOnly((long) REQUESTS);
            assertThat(session.tally().joined).isEqualTo(REQUESTS);
            assertThat(session.tally().connections.values())
                    .as("each connection once, of this namespace only")
                    .hasSize(3 * 4)
                    .allMatch(row -> row.contains(":8080"))
                    .filteredOn(row -> row.startsWith("10."))
                    .as("who is outside is not known here")
                    .allMatch(row -> row.contains(" - -> "));
        }
        run("ip", "link", "delete", NEAR + "b");
        assertThat(session.await(tally -> !tally.attached.contains("ingress at device eth" + NEAR + "b (tcx)")))
                .isTrue();
    }

    @Test
    void killed_it_leaves_nothing() throws Exception {
        Session session = Session.watch(agent.channel(), START);
        assertThat(session.await(tally -> !tally.attached.isEmpty())).isTrue();
        Set<String> programs = programs(agent.process().pid());
        assertThat(programs).isNotEmpty();
        for (String program : programs) {
            assertThat(status("bpftool", "prog", "show", "id", program)).isZero();
        }
        agent.process().destroyForcibly().waitFor();

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        for (String program : programs) {
            while (status("bpftool", "prog", "show", "id", program) == 0 && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            assertThat(status("bpftool", "prog", "show", "id", program)).isNotZero();
        }
        assertThat(output(inside("tc", "qdisc", "show"))).doesNotContain("clsact");
        load(inside(), "127.0.0.1", "after");
    }

    /** Ids of the programs that a process holds. */
    private static Set<String> programs(long pid) throws IOException {
        Set<String> ids = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fdinfo"))) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (line.startsWith("prog_id:")) {
                        ids.add(line.substring(8).strip());
                    }
                }
            }
        }
        return ids;
    }

    /** Joins this namespace and the other by two devices. */
    private static void link(String name, String far) throws Exception {
        run("ip", "link", "add", name, "type", "veth", "peer", "name", "eth" + name, "netns", NETNS);
        run("ip", "address", "add", far.substring(0, far.length() - 1) + "1/24", "dev", name);
        run("ip", "link", "set", name, "up");
        run("ip", "-n", NETNS, "address", "add", far + "/24", "dev", "eth" + name);
        run("ip", "-n", NETNS, "link", "set", "eth" + name, "up");
    }

    private static void load(List<String> prefix, String address, String path) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("h2load", "--h1", "-n", "" + REQUESTS, "-c", "4"));
        command.add("http://" + address + ":8080/" + path);
        assertThat(output(command)).contains(REQUESTS + " succeeded, 0 failed");
    }

    private static List<String> inside(String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", NETNS));
        all.addAll(List.of(command));
        return all;
    }

    private static boolean isThere(String program) {
        for (String directory : (System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasDeviceLinks() {
        String[] version = System.getProperty("os.version").split("[.-]", -1);
        int major = Integer.parseInt(version[0]);
        return major > 6 || (major == 6 && Integer.parseInt(version[1]) >= 6);
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private static int status(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}
