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

    private final Path proc;

    ProcessInspector(Path proc) {
        this.proc = proc;
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

    /**
     * Reads all that is to be known.
     *
     * @param comm what it called itself when it opened a connection: all there is when it has ended since
     */
    Process inspect(int ref, int pid, String comm) {
        String path = executablePath(pid);
        String name = path.isEmpty() ? comm : path.substring(path.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            name = read(pid, "comm", 64).strip();
        }
        Path link = proc.resolve(Integer.toString(pid)).resolve("exe");
        String runtime = path.isEmpty() ? "" : RuntimeDetector.detect(name, read(pid, "maps", MAX_MAPS_BYTES), link);
        String command = path.isEmpty() ? "" : CommandLine.reduce(read(pid, "cmdline", MAX_FILE_BYTES), path, runtime);
        CgroupPath cgroup = CgroupPath.parse(read(pid, "cgroup", MAX_FILE_BYTES));
        return Process.newBuilder()
                .setRef(ref)
                .setPid(pid)
                .setExecutable(name)
                .setCommand(command)
                .setContainerId(cgroup.containerId())
                .setSystemdUnit(cgroup.systemdUnit())
                .setRuntime(runtime)
                .setPodUid(cgroup.podUid())
                .build();
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
