package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that holds probes, for the tests which kill it or take its privileges away. Arguments: the objects of
 * exchanges and of connections, and the cgroup to attach to or
 * {@code machine}. Prints {@code ATTACHED} and waits, or the error.
 */
public final class ProbesHolder {
    private ProbesHolder() {}

    /** Runs it. */
    public static void main(String[] arguments) throws Exception {
        ObjectFiles files =
                new ObjectFiles(Files.readAllBytes(Path.of(arguments[0])), Files.readAllBytes(Path.of(arguments[1])));
        Scope scope = arguments[2].equals("machine")
                ? new Scope.Machine()
                : new Scope.Cgroups(List.of(Path.of(arguments[2])));
        long begin = System.nanoTime();
        try (KernelProbes probes = KernelProbesImpl.open(Settings.defaults(), files)) {
            long opened = System.nanoTime();
            Attachment attachment = probes.attach(scope);
            long attached = System.nanoTime();
            System.out.println("ATTACHED " + attachment.points() + " without " + probes.missing() + ", opened in "
                    + (opened - begin) / 1000 + " us, attached in " + (attached - opened) / 1000 + " us");
            System.in.read();
        } catch (AgentException failure) {
            System.out.println("FAILED " + failure.code() + " | " + failure.getMessage() + " | "
                    + failure.why().replace('\n', ' ') + " | " + failure.remedy());
        }
    }
}
