package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.time.Window;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/** Notes of a session that goes on. */
final class NotesOfALoadTest extends OnALoad {
    private final BreakableLoad source = new BreakableLoad();

    @Test
    void aViewThatIsPausedStaysWhereItIsWhenANoteIsWritten() throws Exception {
        open(source, SessionOptions.defaults());
        awaitServices();
        press(KeyCode.SPACE);
        Window before = onFx(() -> window().workspace().moment().data());
        Window a = onFx(() -> window().workspace().moment().a());
        source.leap(Duration.ofSeconds(40));
        await(
                "later rows in memory",
                () -> session().store().snapshot().liveEdgeNanos() > before.toNanos() + TimeUnit.SECONDS.toNanos(35));
        press(KeyCode.N);
        robot.write("here");
        press(KeyCode.ENTER);
        await("the note", () -> window().workspace().notes().all().size() == 1);
        assertThat(onFx(() -> window().workspace().moment().data())).isEqualTo(before);
        assertThat(onFx(() -> window().workspace().moment().a())).isEqualTo(a);
        press(KeyCode.SPACE);
        await("what came meanwhile", () -> window().workspace().moment().data().toNanos() > before.toNanos());
        assertThat(window().workspace().notes().all()).hasSize(1);
    }
}
