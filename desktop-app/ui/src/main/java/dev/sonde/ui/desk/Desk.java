package dev.sonde.ui.desk;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Job;
import dev.sonde.core.job.JobWork;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.source.Scope;
import dev.sonde.ui.number.Counts;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Opens things: one at a time, in the background, and what was open stays until the next is there. Outlives the content of the
 * window. Owned by the FX thread.
 */
public final class Desk {
    private final Openings openings;
    private final Jobs jobs;
    private final Consumer<Opening> show;
    private final ReadOnlyObjectWrapper<Attempt> attempt = new ReadOnlyObjectWrapper<>(new Attempt.None());
    private @Nullable Try running;

    /**
     * A desk.
     *
     * @param show puts a session into the window in place of what is there
     */
    public Desk(Openings openings, Jobs jobs, Consumer<Opening> show) {
        this.openings = openings;
        this.jobs = jobs;
        this.show = show;
    }

    /** How opening goes at this moment. */
    public ReadOnlyObjectProperty<Attempt> attemptProperty() {
        return attempt.getReadOnlyProperty();
    }

    /** Work in the background that belongs to no session. */
    public Jobs jobs() {
        return jobs;
    }

    /** Clusters that can be connected to. In jobs only. */
    public Clusters clusters() {
        return openings.clusters();
    }

    /** What this machine permits. In jobs only. */
    public List<Check> machineChecks() throws InterruptedException {
        return openings.machineChecks();
    }

    /** Opens a recording or a capture. */
    public void openFile(Path file) {
        open(name(file), job -> openings.file(file));
    }

    /** Opens the first of some files that can be, as one is shown at a time, and says so of the others when it is there. */
    public void openFiles(List<Path> files) {
        if (files.size() == 1) {
            openFile(files.getFirst());
        } else {
            open(Counts.of(files.size(), "file"), job -> firstOf(files));
        }
    }

    private Opening firstOf(List<Path> files) {
        SondeException reason = null;
        for (Path file : files) {
            try {
                return openings.file(file).saying(passedOver(file, files));
            } catch (SondeException e) {
                reason = reason == null ? e : reason;
            }
        }
        throw Objects.requireNonNull(reason, "there are files");
    }

    private static String passedOver(Path opened, List<Path> files) {
        List<Path> others = files.stream().filter(file -> !file.equals(opened)).toList();
        String left = others.size() == 1
                ? name(others.getFirst()) + " was"
                : Counts.of(others.size(), "other file") + " were";
        return "One file is open at a time: this is " + name(opened) + ", " + left + " not opened.";
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Watches this machine. */
    public void openMachine(Scope scope) {
        open("this machine", job -> openings.machine(scope));
    }

    /** Opens something that {@code how} opens in the background; {@code what} names it. */
    public void open(String what, JobWork<Opening> how) {
        open(what, how, now -> attempt.set(now instanceof Attempt.Done ? new Attempt.None() : now));
    }

    /** Opens something, and tells how it goes to {@code shown} alone, who shows it instead of the whole window. */
    public void open(String what, JobWork<Opening> how, Consumer<Attempt> shown) {
        cancel();
        Try started = new Try(what, how, shown);
        running = started;
        shown.accept(new Attempt.Running(what));
        jobs.submit("desk.open", started::run, started::end, ratio -> shown.accept(new Attempt.Running(what)));
    }

    /** Gives up what is being opened, and forgets why the last attempt failed. */
    public void cancel() {
        Try now = running;
        running = null;
        if (now != null) {
            now.giveUp();
            jobs.cancel("desk.open");
            now.shown.accept(new Attempt.None());
        }
        attempt.set(new Attempt.None());
    }

    /** One attempt. Whoever comes last, the opened session or the wish to have it no more, closes it. */
    private final class Try {
        private final String what;
        private final JobWork<Opening> how;
        private final Consumer<Attempt> shown;
        private @Nullable Opening opened;
        private boolean unwanted;

        Try(String what, JobWork<Opening> how, Consumer<Attempt> shown) {
            this.what = what;
            this.how = how;
            this.shown = shown;
        }

        /** Returns why it failed, or empty. */
        Optional<SondeException> run(Job job) {
            try {
                Opening made = how.run(job);
                boolean late;
                synchronized (this) {
                    opened = made;
                    late = unwanted;
                }
                if (late) {
                    openings.close(made.session());
                }
                return Optional.empty();
            } catch (SondeException e) {
                return Optional.of(e);
            } catch (CancellationException e) {
                throw e;
            } catch (Exception e) {
                return Optional.of(new SondeException(
                        "SD-4011", what + " can't be opened", String.valueOf(e), "Please report this.", e));
            }
        }

        void giveUp() {
            Opening late;
            synchronized (this) {
                unwanted = true;
                late = opened;
            }
            if (late != null) {
                jobs.submit(
                        "desk.close." + what,
                        job -> {
                            openings.close(late.session());
                            return late;
                        },
                        done -> {});
            }
        }

        void end(Optional<SondeException> reason) {
            running = null;
            Opening made = opened;
            if (reason.isPresent()) {
                shown.accept(new Attempt.Failed(what, reason.get(), () -> open(what, how, shown)));
            } else if (made != null) {
                shown.accept(new Attempt.Done(what));
                show.accept(made);
            }
        }
    }
}
