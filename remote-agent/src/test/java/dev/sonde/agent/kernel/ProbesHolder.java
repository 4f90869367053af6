package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that holds probes, for the tests which kill it or take its privileges away. Arguments: the objects of
 * exchanges and of connections, and the cgroup to attach to. Prints {@code ATTACHED} and waits, or the error.
 */
public final class ProbesHolder {
    private ProbesHolder() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        ObjectFiles files =
                new ObjectFiles(Files.readAllBytes(Path.of(arguments[0])), Files.readAllBytes(Path.of(arguments[1])));
        long begin = System.nanoTime();
        try (KernelProbes probes = KernelProbesImpl.open(Settings.defaults(), files)) {
            long opened = System.nanoTime();
            Attachment attachment = probes.attach(new Scope.Cgroups(List.of(Path.of(arguments[2]))));
            long attached = System.nanoTime();
            System.out.println("ATTACHED open_us=" + (opened - begin) / 1000 + " attach_us="
                    + (attached - opened) / 1000
                    + " sinceStart_ms="
                    + ProcessHandle.current()
                            .info()
                            .startInstant()
                            .map(start -> java.time.Duration.between(start, java.time.Instant.now())
                                    .toMillis())
                            .orElse(0L)
                    + " " + attachment.points() + " " + probes.missing());
            System.in.read();
        } catch (AgentException failure) {
            System.out.println("FAILED " + failure.code() + " | " + failure.getMessage() + " | " + failure.why() + " | "
                    + failure.remedy());
        }
    }
}
