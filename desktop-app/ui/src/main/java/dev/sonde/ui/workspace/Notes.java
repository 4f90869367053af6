package dev.sonde.ui.workspace;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.Note;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Notes of the session: written, stepped through, opened. Owned by the FX thread. */
public final class Notes {
    private final Session session;
    private final Jobs jobs;
    private final Workspace workspace;
    private final Playhead playhead;
    private Consumer<SondeException> onTrouble = error -> {};
    private Consumer<Note> onShow = note -> {};
    private Runnable onKept = () -> {};

    Notes(Session session, Jobs jobs, Workspace workspace, Playhead playhead) {
        this.session = session;
        this.jobs = jobs;
        this.workspace = workspace;
        this.playhead = playhead;
    }

    /** Tells when a note can't be kept beyond this window. */
    public void onTrouble(Consumer<SondeException> listener) {
        onTrouble = listener;
    }

    /** Tells of a note that was stepped to or opened. */
    public void onShow(Consumer<Note> listener) {
        onShow = listener;
    }

    /** Tells that there are other ones than before. */
    public void onKept(Runnable listener) {
        onKept = listener;
    }

    /** All of them, by their moments. */
    public List<Note> all() {
        return workspace.noted();
    }

    /** Writes a note about a moment, with the address of what is in sight. */
    public void write(long unixNanos, String text) {
        NavigationState here = workspace.moment().state();
        long id = ThreadLocalRandom.current().nextLong();
        keep(new Note(id, unixNanos, System.getProperty("user.name", ""), text, NavigationLink.text(here)));
    }

    /** Says it in other words. */
    public void change(Note note, String text) {
        keep(new Note(note.id(), note.unixNanos(), note.author(), text, note.link()));
    }

    /** Takes it away. */
    public void remove(Note note) {
        change(note, "");
    }

    private void keep(Note note) {
        jobs.submit(
                "note." + note.id(),
                job -> {
                    try {
                        session.note(note);
                        return Optional.<SondeException>empty();
                    } catch (SondeException e) {
                        return Optional.of(e);
                    }
                },
                trouble -> {
                    workspace.takeNotes();
                    onKept.run();
                    trouble.ifPresent(onTrouble);
                });
    }

    /** Goes to the next note, or for -1 the one before, as seen from the playhead; says whether there is one. */
    public boolean step(int direction) {
        long here = playhead.or(workspace.moment().data().toNanos());
        List<Note> notes = all();
        Optional<Note> next = notes.stream()
                .filter(note -> direction > 0 ? note.unixNanos() > here : note.unixNanos() < here)
                .reduce((first, second) -> direction > 0 ? first : second);
        next.ifPresent(this::show);
        return next.isPresent();
    }

    /** Moves the playhead to a note and shows it. */
    public void show(Note note) {
        playhead.stop();
        playhead.seek(note.unixNanos());
        onShow.accept(note);
    }
}
