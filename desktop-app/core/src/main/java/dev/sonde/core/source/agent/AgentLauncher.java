package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Finds the agent and the command that starts it with the privileges it needs: directly where this process has them, else
 * by {@code sudo} without a question, else by {@code pkexec}, which asks in a window.
 */
final class AgentLauncher {
    /** System property that names the agent's directory. */
    static final String HOME_PROPERTY = "sonde.agent.home";

    /** Forces where the agent attaches ({@code cgroup}, {@code tc}), for tests. */
    private static final String FORM_VARIABLE = "SONDE_AGENT_FORM";

    /** {@code CAP_NET_ADMIN}, {@code CAP_PERFMON}, {@code CAP_BPF}: include/uapi/linux/capability.h. */
    private static final long NEEDED_CAPABILITIES = 1L << 12 | 1L << 38 | 1L << 39;

    /** What a user without privileges can do. */
    static final String REMEDY =
            "To watch this machine run `sudo ./sonde`, or `sudo -v` and then `./sonde` in the same terminal.";

    private static final long SUDO_MILLIS = 3_000;

    private AgentLauncher() {}

    /**
     * How the agent is started.
     *
     * @param command with its arguments
     * @param asks whether a person may have to answer first
     */
    record Launch(List<String> command, boolean asks) {}

    /**
     * Finds out how to start the agent on this machine.
     *
     * @throws SondeException if this system has no eBPF, the agent isn't there, or no way to its privileges
     */
    static Launch find() {
        String system = System.getProperty("os.name");
        if (!system.equals("Linux")) {
            throw new SondeException(
                    "SD-2200",
                    "This machine can't be watched: " + system + " has no eBPF",
                    "The agent needs a Linux kernel from 5.10 on.",
                    "Open a recording, a capture or the sample instead.");
        }
        Path program = program();
        String form = System.getenv().getOrDefault(FORM_VARIABLE, "");
        List<String> agent = form.isEmpty()
                ? List.of(program.toString(), "--listen", "127.0.0.1:0")
                : List.of(program.toString(), "--listen", "127.0.0.1:0", "--form", form);
        if (privileged()) {
            return new Launch(agent, false);
        }
        if (sudoWorks()) {
            return new Launch(prefixed(List.of("sudo", "-n", "--"), agent), false);
        }
        Map<String, String> environment = System.getenv();
        boolean display = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        if (display && onPath("pkexec")) {
            return new Launch(prefixed(List.of("pkexec", "--disable-internal-agent"), agent), true);
        }
        throw new SondeException(
                "SD-2202",
                "The agent can't be started: it needs privileges that this user does not have",
                "It loads eBPF programs, which takes root or CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN; sudo would ask for a"
                        + " password"
                        + (display ? " and pkexec is not installed" : " and there is no display to ask on") + ".",
                REMEDY);
    }

    private static Path program() {
        String home = System.getProperty(HOME_PROPERTY, "");
        Path program = Path.of(home).resolve("bin").resolve("sonde-agent").toAbsolutePath();
        if (home.isEmpty() || !Files.isExecutable(program)) {
            throw new SondeException(
                    "SD-2201",
                    "The agent is not where it should be",
                    home.isEmpty()
                            ? "The property " + HOME_PROPERTY + " is not set."
                            : "There is no program " + program + ".",
                    "Start Sonde by its own command, ./sonde, which builds the agent.");
        }
        return program;
    }

    private static List<String> prefixed(List<String> prefix, List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return List.copyOf(all);
    }

    /** Whether a program started by this process has what the agent needs: root, or ambient capabilities. */
    private static boolean privileged() {
        try {
            long ambient = 0;
            boolean root = false;
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Uid:")) {
                    root = line.split("\\s+", -1)[2].equals("0");
                } else if (line.startsWith("CapAmb:")) {
                    ambient = Long.parseUnsignedLong(line.substring(7).strip(), 16);
                }
            }
            return root || (ambient & NEEDED_CAPABILITIES) == NEEDED_CAPABILITIES;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean sudoWorks() {
        if (!onPath("sudo")) {
            return false;
        }
        try {
            Process sudo = new ProcessBuilder("sudo", "-n", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = sudo.waitFor(SUDO_MILLIS, TimeUnit.MILLISECONDS);
            sudo.destroyForcibly();
            return ended && sudo.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean onPath(String program) {
        for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
