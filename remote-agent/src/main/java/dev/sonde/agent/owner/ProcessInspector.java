package dev.sonde.agent.owner;

import dev.sonde.protocol.v1.Process;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what {@code /proc} says of a process. What can't be read (it ended, privileges) stays empty. */
final class ProcessInspector {
    private static final int MAX_FILE_BYTES = 16 * 1024;
    private static final int MAX_MAPS_BYTES = 128 * 1024;

    /** The kernel's unit of start times in {@code /proc} (USER_HZ), the same on all machines. */
    private static final long TICK_NANOS = 10_000_000L;

    /** The kernel cuts names to 39 bytes, maybe in the middle of a character, which decodes to three. */
    private static final int CUT_BYTES = 39;

    private final Path proc;
    private final CgroupTree cgroups;

    ProcessInspector(Path proc, CgroupTree cgroups) {
        this.proc = proc;
        this.cgroups = cgroups;
    }

    /** Start time in clock ticks since boot, or 0 when there is no such process. */
    long startTicks(int pid) {
        String stat = read(pid, "stat", MAX_FILE_BYTES);
        // After the name in parentheses, which may hold anything: field 3 (state) to field 22 (start time).
        int at = stat.lastIndexOf(')') + 1;
        for (int field = 2; field < 22 && at > 0; field++) {
            at = stat.indexOf(' ', at) + 1;
        }
        if (at <= 0) {
            return 0;
        }
        int end = stat.indexOf(' ', at);
        return end < 0 ? 0 : Long.parseLong(stat, at, end, 10);
    }

    /** Whether the process is still there. */
    boolean runs(ProcessIdentity identity) {
        long ticks = startTicks(identity.pid());
        return ticks != 0 && ticks == identity.startNanos() / TICK_NANOS;
    }

    /**
     * Reads all that is to be known. Of a process that has ended, or runs another program by now, that is what the kernel
     * told.
     */
    Process inspect(int ref, ProcessIdentity identity) {
        int pid = identity.pid();
        boolean runs = runs(identity);
        String path = runs ? executablePath(pid) : "";
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean same = runs && isNameOf(identity.executable(), name);
        Path link = proc.resolve(Integer.toString(pid)).resolve("exe");
        String runtime = same ? RuntimeDetector.detect(name, read(pid, "maps", MAX_MAPS_BYTES), link) : "";
        String command = same ? CommandLine.reduce(read(pid, "cmdline", MAX_FILE_BYTES), path, runtime) : "";
        CgroupPath cgroup = CgroupPath.parse(runs ? read(pid, "cgroup", MAX_FILE_BYTES) : "");
        if (cgroup.equals(CgroupPath.NONE)) {
            cgroup = CgroupPath.parse("0::" + cgroups.path(identity.cgroupId()));
        }
        return Process.newBuilder()
                .setRef(ref)
                .setPid(pid)
                .setExecutable(same ? name : identity.executable())
                .setCommand(command)
                .setContainerId(cgroup.containerId())
                .setSystemdUnit(cgroup.systemdUnit())
                .setRuntime(runtime)
                .setPodUid(cgroup.podUid())
                .build();
    }

    private static boolean isNameOf(String told, String whole) {
        boolean cut = told.getBytes(StandardCharsets.UTF_8).length >= CUT_BYTES;
        return whole.equals(told) || (cut && whole.startsWith(told.substring(0, told.length() - 1)));
    }

    private String executablePath(int pid) {
        try {
            String path = Files.readSymbolicLink(
                            proc.resolve(Integer.toString(pid)).resolve("exe"))
                    .toString();
            return path.endsWith(" (deleted)") ? path.substring(0, path.length() - " (deleted)".length()) : path;
        } catch (IOException e) {
            return ""; // it ended, or is a thread of the kernel
        }
    }

    private String read(int pid, String file, int maxBytes) {
        try (InputStream in =
                Files.newInputStream(proc.resolve(Integer.toString(pid)).resolve(file))) {
            return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it ended
        }
    }
}
