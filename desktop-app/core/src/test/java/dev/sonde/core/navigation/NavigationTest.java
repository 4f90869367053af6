package dev.sonde.core.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NavigationTest {
    private static final NavigationState START = NavigationState.start(60_000_000_000L);

    private final NavigationHistory history = new NavigationHistory(START);

    @Test
    void backAndForwardGoTheStepsThatWereTaken() {
        NavigationState sql = START.in(ViewName.SQL);
        NavigationState filtered = sql.where(Filter.parse("error:true"));
        history.go(sql);
        history.go(sql);
        history.go(filtered);
        assertThat(history.back()).contains(sql);
        assertThat(history.back()).contains(START);
        assertThat(history.back()).isEmpty();
        assertThat(history.forward()).contains(sql);
        assertThat(history.canGoForward()).isTrue();
        history.go(START.in(ViewName.MAP));
        assertThat(history.canGoForward()).isFalse();
    }

    @Test
    void undoTakesBackFiltersAndNothingElse() {
        history.go(START.where(Filter.parse("status:5xx")));
        history.replace(history.current().where(Filter.parse("status:5xx error:true")));
        history.go(history.current().in(ViewName.REQUESTS));
        assertThat(history.undoFilter().map(NavigationState::filter)).contains(Filter.parse("status:5xx"));
        assertThat(history.current().view()).isEqualTo(ViewName.REQUESTS);
        assertThat(history.undoFilter().map(NavigationState::filter)).contains(Filter.ALL);
        assertThat(history.undoFilter()).isEmpty();
    }

    @Test
    void onlyABaselineThatTheUserPinnedIsWhatTheUserAskedFor() {
        Window window = new Window(1, 2);
        NavigationState pinned = START.against(Baseline.pinned(window));

        assertThat(START.against(new Baseline(window, true)).asked()).isEqualTo(START);
        assertThat(pinned.asked()).isEqualTo(pinned);
        assertThat(START.asked()).isEqualTo(START);
    }

    @Test
    void aLongHistoryForgetsItsOldestStep() {
        for (int i = 0; i < 1000; i++) {
            history.go(START.selecting("row " + i));
        }
        int steps = 0;
        while (history.back().isPresent()) {
            steps++;
        }
        assertThat(steps).isEqualTo(200);
    }

    @Test
    void aWindowThatFollowsMovesWithTheLiveEdge() {
        assertThat(START.time().at(100_000_000_000L)).isEqualTo(new Window(40_000_000_000L, 100_000_000_000L));
        assertThat(new TimeSelection.Fixed(new Window(1, 2)).at(9)).isEqualTo(new Window(1, 2));
    }

    @Test
    void aLinkReadsAsTheStateItWasMadeOf() {
        List<NavigationState> states = List.of(
                START,
                START.scopedTo(List.of("prod/eu", "a b", "", "ü%&=?"))
                        .where(Filter.parse("path:~\"^/a b/[0-9]{1,2}$\" !service:\"x,y\" latency:>800ms"))
                        .selecting("SELECT * FROM t WHERE a = ? & b")
                        .framed("at 1.5,-2 & more"),
                START.in(ViewName.SQL)
                        .at(new TimeSelection.Fixed(new Window(-5, 1_700_000_000_000_000_000L)))
                        .against(Baseline.pinned(new Window(1, 2))),
                START.against(new Baseline(new Window(0, 0), true)));
        for (NavigationState state : states) {
            String link = NavigationLink.text(state);
            assertThat(link).startsWith("sonde:").doesNotContainAnyWhitespaces();
            assertThat(NavigationLink.read(link)).isEqualTo(state);
            assertThat(NavigationLink.read("  " + link + "&later=1\n")).isEqualTo(state);
        }
    }

    @Test
    void anotherViewIsOpenedWithNothingSelectedAndItsOwnChoiceOfWhatIsInSight() {
        NavigationState map = START.in(ViewName.MAP).selecting("nginx").framed("0.5");
        assertThat(map.frame()).isEqualTo("0.5");
        assertThat(map.selecting("python3").frame()).isEqualTo("0.5");
        assertThat(map.in(ViewName.REQUESTS).focus()).isEqualTo(NavigationState.Focus.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://example.org",
                "sonde:",
                "sonde:sql",
                "sonde:nowhere?a=last:1",
                "sonde:sql?a=1",
                "sonde:sql?a=2..1",
                "sonde:sql?a=last:0",
                "sonde:sql?a=1..x",
                "sonde:sql?a=1..2&b=~",
                "sonde:sql?a=1..2&filter=latncy%3A1s",
                "sonde:sql/%zz?a=1..2"
            })
    void whatIsNoLinkIsRefusedWithAReason(String text) {
        assertThatThrownBy(() -> NavigationLink.read(text)).isInstanceOfSatisfying(SondeException.class, e -> {
            assertThat(e.code()).isEqualTo("SD-3030");
            assertThat(e.why()).isNotEmpty();
        });
    }
}
