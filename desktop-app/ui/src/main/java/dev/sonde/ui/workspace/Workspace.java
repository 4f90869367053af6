package dev.sonde.ui.workspace;

import dev.sonde.core.change.Slowness;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.NavigationHistory;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Past;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Note;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.number.Clocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What all views share: the session, where the user is in it, and the background jobs. Owned by the FX thread. */
public final class Workspace {
    private static final long LIVE_SPAN_NANOS = 60_000_000_000L;

    private final Session session;
    private final Jobs jobs;
    private final Jobs painting;
    private final Look look;
    private final String notice;
    private final NavigationHistory history;
    private final ReadOnlyObjectWrapper<Moment> moment;
    private final ObjectProperty<@Nullable Long> cursor = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Window> picked = new SimpleObjectProperty<>();
    private final Playhead playhead = new Playhead();
    private final Hearing hearing = new Hearing();
    private @Nullable SaveDialog saveDialog;
    private final Notes notes;
    private Function<Command, Boolean> commands = command -> false;
    private Function<Command, String> words = Command::title;
    private final SlowRule slow = new SlowRule();
    private final CalmSeeker calm;
    private final Reading reading;
    private boolean withoutBaseline;
    private @Nullable Snapshot paused;
    private Snapshot memory;
    private List<Note> noted;

    /**
     * Opens a session.
     *
     * @param notice what the user has to know of it, for example that it is the sample; or empty
     */
    public Workspace(Session session, Jobs jobs, Look look, String notice) {
        this(session, jobs, jobs, look, notice);
    }

    /** Opens a session; what is painted in the background does not wait for what is computed there. */
    public Workspace(Session session, Jobs jobs, Jobs painting, Look look, String notice) {
        this.notice = notice;
        this.painting = painting;
        this.session = session;
        this.jobs = jobs;
        this.look = look;
        notes = new Notes(session, jobs, this, playhead);
        history = new NavigationHistory(NavigationState.start(LIVE_SPAN_NANOS));
        reading = new Reading(session, jobs, this::show);
        calm = new CalmSeeker(jobs, this::show);
        memory = session.store().snapshot();
        noted = memory.notes();
        moment = new ReadOnlyObjectWrapper<>(momentOf(new Past.Part(memory, List.of(memory.extent()))));
        look.clocksProperty().addListener((observable, old, now) -> show());
        calm.seek(moment.get());
    }

    /** What there is to show. Changes at most four times a second by itself, and with every step of the user. */
    public ReadOnlyObjectProperty<Moment> momentProperty() {
        return moment.getReadOnlyProperty();
    }

    /** What there is to show. */
    public Moment moment() {
        return moment.get();
    }

    /** The moment under the pointer, which all charts mark; null when there is none. */
    public ObjectProperty<@Nullable Long> cursorProperty() {
        return cursor;
    }

    /** The time selected by a drag in a chart, which A and B take; null when there is none. */
    public ObjectProperty<@Nullable Window> pickedProperty() {
        return picked;
    }

    /** Why the part of the recording that is looked at can't be read; null where it can, or need not be. */
    public ReadOnlyObjectProperty<@Nullable SondeException> unreadableProperty() {
        return reading.unreadableProperty();
    }

    /** Where a replay stands. */
    public Playhead playhead() {
        return playhead;
    }

    /** Whether anything is heard of a live source. */
    public Hearing hearing() {
        return hearing;
    }

    /** Asks for files to write in another way than by the desktop's dialog. */
    public void saveWith(SaveDialog dialog) {
        saveDialog = dialog;
    }

    /** How to ask for a file to write, where it is not by the desktop's dialog. */
    public Optional<SaveDialog> saveDialog() {
        return Optional.ofNullable(saveDialog);
    }

    /** Notes of the session. */
    public Notes notes() {
        return notes;
    }

    /** Who does what is asked for by name and says whether it did, and what it does in the open view, in words. */
    public void onCommand(Function<Command, Boolean> doer, Function<Command, String> said) {
        commands = doer;
        words = said;
    }

    /** What a command does in the open view, in words. */
    public String words(Command command) {
        return words.apply(command);
    }

    /** Does something by its name, as its key would; says whether it was done. */
    public boolean run(Command command) {
        return commands.apply(command);
    }

    /** Filters that were in force before, the latest first, each once. */
    public List<Filter> recentFilters() {
        return history.recentFilters();
    }

    /** Ends all work behind it: nobody looks at it any more. */
    public void leave() {
        jobs.close();
        painting.close();
    }

    /** Background jobs. */
    public Jobs jobs() {
        return jobs;
    }

    /** Background jobs that paint: short, and waited for by the eye. */
    public Jobs painting() {
        return painting;
    }

    /** The look. */
    public Look look() {
        return look;
    }

    /** What the user has to know of this session, or empty. */
    public String notice() {
        return notice;
    }

    /** The clock that times are read on. */
    public Clocks clocks() {
        return look.clocks();
    }

    /** What the source is. */
    public SourceInfo info() {
        return session.info();
    }

    /** How the agents of a cluster are; empty elsewhere. */
    public List<AgentState> agents() {
        return session.agents();
    }

    /** Stops watching: agents leave at once, and what was seen stays. {@code done} is told when they have left. */
    public void disconnect(Runnable done) {
        jobs.submit(
                "disconnect",
                job -> {
                    session.stop();
                    return session.info();
                },
                info -> {
                    tick();
                    done.run();
                });
    }

    /** Says whether data still comes in. */
    public boolean isLive() {
        return session.info().kind() == SourceInfo.Kind.LIVE
                && !(session.state().source() instanceof SourceState.Ended)
                && !(session.state().source() instanceof SourceState.Failed);
    }

    /** Takes what has arrived meanwhile. Called by the clock. */
    public void tick() {
        if (paused == null) {
            memory = session.store().snapshot();
            noted = memory.notes();
        } else {
            memory = paused;
        }
        show();
        calm.seek(moment.get());
    }

    /** What was noted, also while the view stands still. */
    List<Note> noted() {
        return noted;
    }

    /** Takes what was noted now, and leaves a view that stands still where it is. */
    void takeNotes() {
        noted = session.store().snapshot().notes();
        tick();
    }

    /** A step of the user that Back undoes. */
    public void go(UnaryOperator<NavigationState> change) {
        history.go(change.apply(history.current()));
        show();
    }

    /** A change that is no step of its own, such as a drag that goes on. */
    public void replace(UnaryOperator<NavigationState> change) {
        history.replace(change.apply(history.current()));
        show();
    }

    /** Opens a view. */
    public void open(ViewName view) {
        go(state -> state.in(view));
    }

    /** Opens a view with another filter. */
    public void open(ViewName view, Filter filter) {
        go(state -> state.in(view).where(filter));
    }

    /** Filters all views. */
    public void filter(Filter filter) {
        go(state -> state.where(filter));
    }

    /** Tells those who talk apart by something else, in all views. */
    public void tellApart(Grain grain) {
        go(state -> state.grain() == grain ? state : state.by(grain));
    }

    /** One step back. */
    public void back() {
        history.back().ifPresent(state -> show());
    }

    /** One step forward. */
    public void forward() {
        history.forward().ifPresent(state -> show());
    }

    /** Says whether there is a step back. */
    public boolean canGoBack() {
        return history.canGoBack();
    }

    /** Says whether there is a step forward. */
    public boolean canGoForward() {
        return history.canGoForward();
    }

    /** Takes the last change of the filter back. */
    public void undoFilter() {
        history.undoFilter().ifPresent(state -> show());
    }

    /** Pins the baseline, or lets go of it. */
    public void pin(@Nullable Window window) {
        withoutBaseline = window == null;
        go(state -> state.against(window == null ? null : Baseline.pinned(window)));
    }

    /** Which calls are slow at a moment, by the filter or the baseline. For jobs, on any thread. */
    public Slowness slowness(Moment now, CancelToken cancel) {
        return slow.at(now, cancel);
    }

    /** Says whether the view stands still while the session goes on. */
    public boolean isPaused() {
        return paused != null;
    }

    /** Stops the view, never the recording; or lets it go on. */
    public void togglePause() {
        if (!isLive()) {
            playhead.toggle();
            return;
        }
        paused = paused == null ? memory : null;
        playhead.toEdge();
        tick();
    }

    /** Moves the playhead by ticks; a live view is paused for it. */
    public void step(int ticks) {
        if (isLive() && !isPaused()) {
            togglePause();
        }
        playhead.step(ticks);
    }

    /** Follows the live edge. */
    public void goLive() {
        playhead.toEdge();
        if (!isLive()) {
            return;
        }
        paused = null;
        go(state -> state.at(new TimeSelection.Following(LIVE_SPAN_NANOS)));
        tick();
    }

    /** Calls back with every moment from now on, beginning with the present one. */
    public void onMoment(Consumer<Moment> listener) {
        moment.subscribe(listener);
    }

    private void show() {
        NavigationState here = history.current();
        List<Window> fixed = new ArrayList<>();
        if (here.time() instanceof TimeSelection.Fixed(Window a)) {
            fixed.add(a);
            if (here.baseline() != null) {
                fixed.add(here.baseline().window());
            }
        }
        Past.Part part = reading.of(memory, fixed);
        // While the recording is read, what is shown stays.
        if (part != null) {
            moment.set(momentOf(part));
        }
    }

    private Moment momentOf(Past.Part part) {
        SessionState state = session.state();
        Window data = memory.isEmpty() ? sinceNow() : reading.data(memory);
        Window extent = isLive() ? Extent.live(data) : Extent.complete(data);
        // What is complete is shown as a whole, or as much of it as is in memory, until the user picks a part of it.
        boolean whole = session.info().kind() != SourceInfo.Kind.LIVE
                && history.current().time() instanceof TimeSelection.Following;
        Window a = whole
                ? memory.isEmpty() ? data : memory.extent()
                : history.current().time().at(data.toNanos());
        playhead.within(data);
        NavigationState here = history.current();
        Window suggested =
                withoutBaseline || here.baseline() != null ? null : calm.calm().baseline();
        NavigationState shown =
                suggested == null || !part.covers(suggested) ? here : here.against(new Baseline(suggested, true));
        Moment.Span span = new Moment.Span(data, part.windows(), reading.outline(), look.clocks());
        return new Moment(part.snapshot(), state, shown, extent, a, calm.calm(), span);
    }

    private static Window sinceNow() {
        long now = System.currentTimeMillis() * 1_000_000L;
        return new Window(now, now);
    }
}
