package dev.sonde.ui.sessions;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.library.Library;
import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.Trash;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;

/** What is done to recordings, in the background, with its undoing. Owned by the FX thread. */
final class Deeds {
    private final Jobs jobs;
    private final Library library;
    private final Trash trash;
    private final NoticeStrip strip;
    private final Consumer<String> changed;

    /** Tells {@code changed} what is to be looked at then, by its name. */
    Deeds(Jobs jobs, Library library, Trash trash, NoticeStrip strip, Consumer<String> changed) {
        this.jobs = jobs;
        this.library = library;
        this.trash = trash;
        this.strip = strip;
        this.changed = changed;
    }

    /** Something that may fail with an error for the user. */
    interface Deed {
        void run() throws InterruptedException;
    }

    private interface Asked<T> {
        T run() throws InterruptedException;
    }

    /** Does something that needs no undoing. */
    void run(String name, Deed deed) {
        ask(
                name,
                () -> {
                    deed.run();
                    return name;
                },
                done -> {});
    }

    /** Puts one into the trash; the other is looked at then. */
    void remove(RecordedFile file, String other) {
        ask("remove", () -> trash.put(file.file()), thrown -> {
            strip.done(
                    file.name() + " is in the trash.",
                    () -> ask(
                            "take back",
                            () -> {
                                trash.takeBack(thrown);
                                return thrown;
                            },
                            back -> changed.accept(file.name())));
            changed.accept(other);
        });
    }

    void rename(RecordedFile file) {
        String name = file.name().replaceFirst("\\.sonde$", "");
        TextField field = new TextField(name);
        field.setId("new-name");
        field.setPrefColumnCount(36);
        field.setAccessibleText("New name");
        Button take = new Button("Rename");
        take.setDefaultButton(true);
        take.setOnAction(event -> rename(file, field.getText()));
        strip.ask("New name of " + file.name() + ":", field, take);
        field.requestFocus();
        field.selectAll();
    }

    private void rename(RecordedFile file, String name) {
        ask("rename", () -> library.rename(file.file(), name), now -> {
            strip.done(
                    file.name() + " is " + now.getFileName() + " now.",
                    () -> ask(
                            "rename back", () -> library.rename(now, file.name()), old -> changed.accept(file.name())));
            changed.accept(String.valueOf(now.getFileName()));
        });
    }

    private <T> void ask(String name, Asked<T> deed, Consumer<T> done) {
        jobs.submit("sessions." + name, job -> Outcome.of(deed), outcome -> {
            outcome.error().ifPresent(strip::failed);
            outcome.value().ifPresent(done);
        });
    }

    private record Outcome<T>(Optional<T> value, Optional<SondeException> error) {
        static <T> Outcome<T> of(Asked<T> deed) throws InterruptedException {
            try {
                return new Outcome<>(Optional.of(deed.run()), Optional.empty());
            } catch (SondeException e) {
                return new Outcome<>(Optional.empty(), Optional.of(e));
            }
        }
    }
}
