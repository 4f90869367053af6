package dev.sonde.ui.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.change.Calm;
import dev.sonde.core.navigation.NavigationState;
import dev.sonde.core.session.Session;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import dev.sonde.ui.RealTraffic;
import dev.sonde.ui.number.Clocks;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of a baseline, on the sample. */
final class OfBaselineTest {
    private static Session session;

    private final OfBaseline<Integer> baseline = new OfBaseline<>();
    private final AtomicInteger computed = new AtomicInteger();

    @BeforeAll
    static void open() throws InterruptedException {
        session = RealTraffic.sample();
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @Test
    void whatCanNotChangeAnyMoreIsComputedOnce() {
        Window b = early();
        assertThat(ask(b, "all", whole())).isEqualTo(1);
        assertThat(ask(b, "all", whole())).isEqualTo(1);
    }

    @Test
    void anotherBaselineOrQuestionIsComputedAnew() {
        Window b = early();
        ask(b, "all", whole());
        assertThat(ask(b, "other", whole())).isEqualTo(2);
        assertThat(ask(new Window(b.fromNanos(), b.toNanos() - 1), "other", whole()))
                .isEqualTo(3);
    }

    @Test
    void aBaselineThatRowsStillComeToIsComputedAnew() {
        Window b = whole();
        ask(b, "all", whole());
        assertThat(ask(b, "all", whole())).isEqualTo(2);
    }

    @Test
    void rowsThatComeInFromTheRecordingCountAndRowsThatLeaveMemoryStay() {
        Window b = early();
        Window half = new Window(b.fromNanos(), b.fromNanos() + b.durationNanos() / 2);
        ask(b, "all", half);
        assertThat(ask(b, "all", whole())).isEqualTo(2);
        assertThat(ask(b, "all", half)).isEqualTo(2);
    }

    private int ask(Window b, String question, Window known) {
        return baseline.of(moment(known), b, question, computed::incrementAndGet);
    }

    private static Window whole() {
        return session.store().snapshot().extent();
    }

    /** So early that nothing comes to it any more. */
    private static Window early() {
        Window all = whole();
        return new Window(all.fromNanos(), all.fromNanos() + all.durationNanos() / 4);
    }

    private static Moment moment(Window known) {
        Snapshot snapshot = session.store().snapshot();
        return new Moment(
                snapshot,
                session.state(),
                NavigationState.start(1),
                whole(),
                whole(),
                Calm.UNKNOWN,
                new Moment.Span(whole(), List.of(known), null, Clocks.system()));
    }
}
