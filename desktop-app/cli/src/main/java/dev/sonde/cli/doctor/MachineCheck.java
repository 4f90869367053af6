package dev.sonde.cli.doctor;

import dev.sonde.cli.doctor.Finding.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks at this machine without loading anything: the kernel, its type information, and what Sonde left behind. */
final class MachineCheck {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final Pattern LOCKED = Pattern.compile(".*\\[(\\w+)].*");

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

    /** Agents that run, and what is pinned under Sonde's name. */
    static List<Finding> leftBehind(ProcessHandle self) {
        List<Finding> findings = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("dev.sonde.agent"))
                .filter(p -> p.pid() != self.pid())
                .forEach(p -> findings.add(new Finding(
                        State.LIMITED,
                        "agent " + p.pid(),
                        "is running"
                                + p.info()
                                        .startInstant()
                                        .map(i -> " since " + i)
                                        .orElse(""),
                        "It belongs to another session, or ends by itself when its lease does.")));
        Path pins = Path.of("/sys/fs/bpf");
        if (Files.isReadable(pins)) {
            try (Stream<Path> pinned = Files.list(pins)) {
                pinned.filter(p -> p.getFileName().toString().startsWith("sonde"))
                        .forEach(p -> findings.add(
                                new Finding(State.LIMITED, "pinned", p.toString(), "Remove it: rm -r " + p)));
            } catch (IOException e) {
                findings.add(new Finding(State.LIMITED, "pinned", pins + " can't be listed", "Run it as root."));
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(State.OK, "left behind", "nothing: no agent runs, nothing is pinned", ""));
        }
        return findings;
    }
}
