package dev.sonde.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl+C and SIGTERM into an orderly end: the signal wakes the main thread, which finishes its work and closes this,
 * while the virtual machine's own exit waits for it.
 */
final class StopSignal implements AutoCloseable {
    private static final long LONGEST_END_SECONDS = 30;

    private final CountDownLatch signalled = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Runnable onSignal;
    private final Thread hook;
    private volatile int status = ExitStatus.FAILED;

    /** Listens from now on; {@code onSignal} runs on a thread of the virtual machine. */
    StopSignal(Runnable onSignal) {
        this.onSignal = onSignal;
        this.hook = Thread.ofPlatform().name("sonde-stop").unstarted(this::ended);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ended() {
        signalled.countDown();
        onSignal.run();
        try {
            if (!finished.await(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println(
                        "sonde: the recording could not be ended in order within " + LONGEST_END_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A signal would otherwise decide the exit status, and what was asked for has been done.
        Runtime.getRuntime().halt(status);
    }

    /** Takes the exit status that the process shall have, and lets it end. */
    @Override
    public void close() {
        if (signalled.getCount() > 0) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal came just now: the hook runs and waits for what follows.
                finished.countDown();
            }
        }
        finished.countDown();
    }

    /** Says with which status the process shall end. */
    void status(int exitStatus) {
        status = exitStatus;
    }
}
