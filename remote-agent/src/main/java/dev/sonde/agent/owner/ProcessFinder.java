package dev.sonde.agent.owner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Finds processes by what they run and where. */
public final class ProcessFinder {
    private final Path proc;

    /**
     * Makes a finder.
     *
     * @param proc where the proc file system of the initial pid namespace is mounted
     */
    public ProcessFinder(Path proc) {
        this.proc = proc;
    }

    /**
     * Finds the processes for which each list that is not empty has an entry.
     *
     * @param executables base names
     * @param containerIds full ids or their beginnings
     * @return pids, ascending
     */
    public long[] find(List<Integer> pids, List<String> executables, List<String> containerIds) {
        long[] found = new long[64];
        int count = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path directory : processes) {
                int pid = Integer.parseInt(directory.getFileName().toString());
                if ((pids.isEmpty() || pids.contains(pid))
                        && (executables.isEmpty() || executables.contains(executable(directory)))
                        && (containerIds.isEmpty() || startsWithAny(container(directory), containerIds))) {
                    if (count == found.length) {
                        found = Arrays.copyOf(found, count * 2);
                    }
                    found[count++] = pid;
                }
            }
        } catch (IOException | NumberFormatException e) {
            // no proc file system: nothing is found, and nothing is watched by process
            return new long[0];
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }

    private static String executable(Path directory) {
        try {
            Path name = Files.readSymbolicLink(directory.resolve("exe")).getFileName();
            return name == null ? "" : name.toString();
        } catch (IOException e) {
            return ""; // it ended, or is a thread of the kernel
        }
    }

    private static String container(Path directory) {
        try {
            return CgroupPath.parse(Files.readString(directory.resolve("cgroup")))
                    .containerId();
        } catch (IOException e) {
            return ""; // it ended
        }
    }

    private static boolean startsWithAny(String id, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (!beginning.isEmpty() && id.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
