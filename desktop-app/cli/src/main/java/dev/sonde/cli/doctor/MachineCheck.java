package dev.sonde.cli.doctor;

import dev.sonde.cli.doctor.Finding.State;
import dev.sonde.cli.print.Values;
import dev.sonde.core.recorder.RecordingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at this machine without loading anything: the kernel, its type information, and what Sonde left behind. */
final class MachineCheck {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final Pattern LOCKED = Pattern.compile(".*\\[(\\w+)].*");

    private static final long ENOUGH_BYTES = 1L << 30;

    private MachineCheck() {}

    static List<Finding> machine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(kernel(System.getProperty("os.name"), System.getProperty("os.version")));
        findings.add(
                Files.exists(Path.of("/sys/kernel/btf/vmlinux"))
                        ? new Finding(State.OK, "type information", "BTF in /sys/kernel/btf/vmlinux", "")
                        : new Finding(
                                State.MISSING,
                                "type information",
                                "no BTF: /sys/kernel/btf/vmlinux is not there",
                                "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y."));
        findings.add(lockdown());
        findings.add(cgroup());
        return findings;
    }

    static Finding kernel(String system, String release) {
        String found = system + " " + release;
        Matcher version = VERSION.matcher(release);
        if (!system.equals("Linux") || !version.matches()) {
            return new Finding(State.MISSING, "kernel", found, "eBPF needs Linux; open recordings and captures here.");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        boolean enough = major > 5 || (major == 5 && minor >= 10);
        return enough
                ? new Finding(State.OK, "kernel", found, "")
                : new Finding(State.MISSING, "kernel", found, "Use a kernel from 5.10 on.");
    }

    private static Finding lockdown() {
        try {
            Matcher mode = LOCKED.matcher(
                    Files.readString(Path.of("/sys/kernel/security/lockdown")).strip());
            String found = mode.matches() ? mode.group(1) : "none";
            return found.equals("confidentiality")
                    ? new Finding(
                            State.LIMITED,
                            "lockdown",
                            "confidentiality: the kernel lets no eBPF program read its memory",
                            "Boot without lockdown=confidentiality.")
                    : new Finding(State.OK, "lockdown", found, "");
        } catch (IOException e) {
            return new Finding(State.OK, "lockdown", "not in this kernel", "");
        }
    }

    private static Finding cgroup() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/mounts"))) {
            return mounts.map(line -> line.split(" ", -1))
                    .filter(fields -> fields.length > 2 && fields[2].equals("cgroup2"))
                    .findFirst()
                    .map(fields -> new Finding(State.OK, "control groups", "version 2 at " + fields[1], ""))
                    .orElseGet(() -> new Finding(
                            State.LIMITED,
                            "control groups",
                            "version 2 is not mounted",
                            "Mount it: mount -t cgroup2 none /sys/fs/cgroup/unified"));
        } catch (IOException e) {
            return new Finding(State.LIMITED, "control groups", "/proc/mounts can't be read", "");
        }
    }

    /** Whether programs may be loaded, where recordings go, and whether there is a display. */
    static List<Finding> user() {
        boolean root = "root".equals(System.getProperty("user.name"));
        Finding privileges = root
                ? new Finding(State.OK, "privileges", "root", "")
                : new Finding(
                        State.LIMITED,
                        "privileges",
                        "user " + System.getProperty("user.name") + ", who may not load eBPF programs",
                        "Run sonde with sudo, or run `sudo -v` first; recordings and captures open without.");
        String display = System.getenv().getOrDefault("DISPLAY", System.getenv().getOrDefault("WAYLAND_DISPLAY", ""));
        return List.of(
                privileges,
                space(RecordingFiles.directory()),
                display.isEmpty()
                        ? new Finding(
                                State.OK,
                                "display",
                                "none: `sonde` shows its tables in the terminal",
                                "ssh -X brings one.")
                        : new Finding(State.OK, "display", display, ""));
    }

    static Finding space(Path recordings) {
        Path there = recordings.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            long free = there == null ? 0 : Files.getFileStore(there).getUsableSpace();
            String found = recordings + ", " + Values.bytes(free) + " free";
            return free >= ENOUGH_BYTES
                    ? new Finding(State.OK, "recordings", found, "")
                    : new Finding(
                            State.LIMITED, "recordings", found, "Make room there, or name another place with -o.");
        } catch (IOException e) {
            return new Finding(
                    State.LIMITED, "recordings", recordings + " can't be read", "Name another place with -o.");
        }
    }

    /** Agents that run, those whose workstation has gone, and what Sonde left in the kernel. */
    static List<Finding> leftBehind() throws InterruptedException {
        List<ProcessHandle> agents = ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("dev.sonde.agent"))
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (ProcessHandle agent : agents) {
            boolean alone = agent.parent().map(parent -> parent.pid() == 1).orElse(true);
            findings.add(
                    alone
                            ? new Finding(
                                    State.LIMITED,
                                    "agent " + agent.pid(),
                                    "runs without a workstation",
                                    "It ends when its lease does, after ten seconds; if not: kill " + agent.pid())
                            : new Finding(State.OK, "agent " + agent.pid(), "belongs to a session that runs", ""));
        }
        List<Finding> kernel =
                KernelLeftovers.find(agents.stream().map(ProcessHandle::pid).collect(Collectors.toSet()));
        findings.addAll(kernel);
        if (kernel.isEmpty()) {
            findings.add(new Finding(State.OK, "left behind", "nothing in the kernel that no agent holds", ""));
        }
        return findings;
    }
}
