package dev.sonde.ui.workspace;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.session.Outline;
import dev.sonde.core.session.Past;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that a moment needs: in memory, or, where they have left it or never were in it, in the recording. Owned by the
 * FX thread.
 */
final class Reading {
    private static final Logger LOG = System.getLogger(Reading.class.getName());
    private static final long OUTLINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Session session;
    private final Runnable onRead;
    private final Refresher<Found> reader;
    private @Nullable Outline outline;
    private @Nullable SondeException withoutOutline;
    private long outlinedNanos;
    private Past.@Nullable Part part;
    private List<Window> partOf = List.of();
    private List<Window> asked = List.of();
    private final ReadOnlyObjectWrapper<@Nullable SondeException> unreadable = new ReadOnlyObjectWrapper<>();

    /** What a look into the recording found; without windows only the outline was asked for. */
    private record Found(List<Window> windows, Outline outline, Past.@Nullable Part part) {}

    Reading(Session session, Jobs jobs, Runnable onRead) {
        this.session = session;
        this.onRead = onRead;
        reader = new Refresher<>(jobs, "recording", this::take, this::fail);
    }

    /** What the recording has, at what time; null while all is in memory. */
    @Nullable
    Outline outline() {
        return outline;
    }

    /** Why the windows that were asked for last can't be read; null where they can. */
    ReadOnlyObjectProperty<@Nullable SondeException> unreadableProperty() {
        return unreadable.getReadOnlyProperty();
    }

    /** All the time that there is, in memory or in the recording. */
    Window data(Snapshot snapshot) {
        Window memory = snapshot.extent();
        if (outline == null || outline.extent().isEmpty()) {
            return memory;
        }
        Window recorded = outline.extent();
        return new Window(
                Math.min(memory.fromNanos(), recorded.fromNanos()), Math.max(memory.toNanos(), recorded.toNanos()));
    }

    /**
     * What has the windows that are looked at; null while they are being read, and {@code onRead} tells of it.
     *
     * @param wanted fixed windows; none where the end of what is in memory is looked at
     */
    Past.@Nullable Part of(Snapshot snapshot, List<Window> wanted) {
        Past.Part memory = new Past.Part(snapshot, List.of(snapshot.extent()));
        if (snapshot.isEmpty() || !session.hasPast()) {
            return memory;
        }
        boolean never = outline == null && withoutOutline == null;
        if (never || System.nanoTime() - outlinedNanos > OUTLINE_EVERY_NANOS) {
            outlinedNanos = System.nanoTime();
            reader.ask(job -> look(List.of(), job));
        }
        Outline known = outline;
        if (known == null) {
            long first = snapshot.extent().fromNanos();
            boolean earlier = wanted.stream().anyMatch(window -> window.fromNanos() < first);
            unreadable.set(earlier ? withoutOutline : null);
            return memory;
        }
        Window all = data(snapshot);
        List<Window> needed = wanted.stream().map(all::intersect).toList();
        if (needed.stream().allMatch(memory::covers)) {
            settled();
            return memory;
        }
        Past.Part read = part;
        if (read != null && (needed.equals(partOf) || needed.stream().allMatch(read::covers))) {
            settled();
            return read;
        }
        if (!needed.equals(asked)) {
            asked = needed;
            reader.askAnew(job -> look(needed, job));
        }
        return null;
    }

    private Found look(List<Window> windows, CancelToken cancel) {
        Past past = session.past();
        if (past == null) {
            throw new SondeException(
                    "SD-2024",
                    "That time is neither in memory any more nor in a recording",
                    "The recording could not be written, or was taken away.",
                    "Look at a later time: press A for all that is in memory.");
        }
        past.refresh();
        return new Found(windows, past.outline(), windows.isEmpty() ? null : past.read(windows, cancel));
    }

    private void take(Found found) {
        outline = found.outline();
        if (found.part() != null) {
            part = found.part();
            partOf = found.windows();
            settled();
        }
        onRead.run();
    }

    private void settled() {
        asked = List.of();
        unreadable.set(null);
    }

    /** Windows that can't be read are not asked for again by themselves: that would fail as often as there is a tick. */
    private void fail(SondeException error) {
        if (asked.isEmpty()) {
            LOG.log(Level.WARNING, "The recording can''t be read: {0}", error.oneLine());
            withoutOutline = error;
            onRead.run();
        } else {
            unreadable.set(error);
        }
    }
}
