package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.SourceListener.SourceState;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A live source that stops: what came stays, and the window says why, and what to do. */
final class StoppedTest extends OnALoad {
    private final SondeException killed = new SondeException(
            "SD-2206", "The agent on this machine ended", "It was killed (signal 9).", "Run `sonde doctor`.");

    private final BreakableLoad source = new BreakableLoad();

    @BeforeEach
    void openTheWindow() throws Exception {
        open(source, SessionOptions.defaults());
        awaitServices();
    }

    @Test
    void whatFailedSaysWhyAndWhatToDoAndWhatCameStays() throws Exception {
        source.become(new SourceState.Failed(killed));
        awaitTicking("the words", () -> labels().stream().anyMatch(text -> text.startsWith("SD-2206")));
        assertThat(labels())
                .anyMatch(text -> text.contains("It was killed (signal 9).")
                        && text.contains("Run `sonde doctor`.")
                        && text.contains("What came before stays"));
        assertThat(labels()).anyMatch(text -> text.contains("Nothing is seen since " + lastSeen() + "."));
        assertThat(labels()).contains("STOPPED");
        assertThat(window().workspace().isLive()).isFalse();
        assertThat(grid("services").getItems()).isNotEmpty();
    }

    @Test
    void theTimelineGrowsByTheLaneOfNotesAndHasTheControlsOfAReplay() throws Exception {
        Region timeline = robot.lookup("#timeline").queryAs(Region.class);
        double live = timeline.getHeight();
        assertThat(robot.lookup(".menu-button").<Node>queryAll())
                .noneMatch(node -> "Speed of the replay".equals(node.getAccessibleText()));
        source.become(new SourceState.Failed(killed));
        awaitTicking("the room for it", () -> timeline.getHeight() >= live + 24);
        assertThat(robot.lookup(".menu-button").<Node>queryAll())
                .anyMatch(node -> "Speed of the replay".equals(node.getAccessibleText()));
    }

    @Test
    void whatIsInterruptedSaysThatItIsTriedAgain() throws Exception {
        source.become(new SourceState.Interrupted(killed, 4000));
        awaitTicking("the words", () -> labels().stream().anyMatch(text -> text.startsWith("SD-2206")));
        assertThat(labels())
                .anyMatch(text ->
                        text.contains("Nothing is seen since " + lastSeen() + ". Another agent is being started"));
        assertThat(window().workspace().isLive()).isTrue();
    }

    private String lastSeen() {
        return window().workspace()
                .clocks()
                .seconds(session().store().snapshot().liveEdgeNanos());
    }
}
