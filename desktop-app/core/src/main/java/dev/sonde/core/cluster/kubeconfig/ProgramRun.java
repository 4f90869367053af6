package dev.sonde.core.cluster.kubeconfig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a program that was given nothing to read went. */
sealed interface ProgramRun {
    /** It ended; of what it said beside, the last words. */
    record Ended(int status, String out, String err) implements ProgramRun {}

    /** It did not, and was ended. */
    record Late(String err) implements ProgramRun {}

    /** Runs one to its end, or for so long. Interrupted, it ends the program. */
    static ProgramRun of(ProcessBuilder builder, Duration patience) throws IOException, InterruptedException {
        Process process = builder.start();
        try {
            CompletableFuture<String> out = read(process.getInputStream());
            CompletableFuture<String> err = read(process.getErrorStream());
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                end(process);
                return new Late(lastWords(said(err)));
            }
            return new Ended(process.exitValue(), said(out), lastWords(said(err)));
        } finally {
            end(process);
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** To the end, or until the program is ended, which closes its output. */
    private static CompletableFuture<String> read(InputStream from) {
        CompletableFuture<String> all = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            try (from) {
                from.transferTo(said);
            } catch (IOException e) {
                // What it said until then is all.
            }
            all.complete(said.toString(StandardCharsets.UTF_8));
        });
        return all;
    }

    /** A child that it left behind may hold its output open. */
    private static String said(CompletableFuture<String> all) throws InterruptedException {
        try {
            return all.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "";
        }
    }

    private static String lastWords(String err) {
        String words = err.strip().replaceAll("\\s+", " ");
        return words.length() > 300 ? "…" + words.substring(words.length() - 300) : words;
    }
}
