package dev.sonde.e2e.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Commands of a shell. */
public final class Shell {
    private Shell() {}

    /** Runs a script of bash to its end and gives what it said on both outputs. */
    public static String run(String script) throws IOException, InterruptedException {
        return await(start(script));
    }

    /** Begins a script of bash. */
    public static Process start(String script) throws IOException {
        return new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
    }

    /** Waits for the end of a script and gives what it said. */
    public static String await(Process process) throws IOException, InterruptedException {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("No end of a script that said: " + said);
        }
        return said;
    }
}
