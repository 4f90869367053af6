package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.change.Change;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.time.Baseline;
import java.util.Objects;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main path by keyboard, on the sample: from the Overview to the statement whose index was dropped. */
final class IncidentTest extends OnTheSample {
    private static final String STATEMENT =
            "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT ?";

    @BeforeEach
    void waitForTheChanges() throws Exception {
        await("what changed", () -> !changes().getItems().isEmpty());
    }

    @Test
    void whatChangedLeadsToTheStatementWhoseIndexWasDropped() throws Exception {
        Baseline b =
                Objects.requireNonNull(window().workspace().moment().state().baseline());
        assertThat(b.suggested()).isTrue();
        Change first = Objects.requireNonNull(changes().getItems().getFirst());
        assertThat(first.trait().value()).isEqualTo(STATEMENT);
        onFx(() -> {
            changes().requestFocus();
            changes().getSelectionModel().select(0);
            return true;
        });
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.SQL);
        assertThat(filter().text()).contains(STATEMENT);
        await("the callers", () -> !grid("callers").getItems().isEmpty());
        assertThat(labels()).contains("Fingerprint", "First, last seen", "How it ended");
        press(KeyCode.R);
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        await("its requests", () -> !grid("requests").getItems().isEmpty());
        press(KeyCode.S);
        assertThat(view()).isEqualTo(ViewName.SQL);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
    }

    @Test
    void theStatementWithTheMostLoadIsShownFirstAndTheKeyboardWalksThem() throws Exception {
        press(KeyCode.DIGIT4);
        assertThat(view()).isEqualTo(ViewName.SQL);
        await("the statements", () -> grid("statements").getItems().size() > 5);
        await("the first one's callers", () -> !grid("callers").getItems().isEmpty());
        press(KeyCode.DOWN);
        String second = window().workspace().moment().state().selection();
        assertThat(second).startsWith("Q-").endsWith("@mariadbd");
        press(KeyCode.F);
        assertThat(filter().text()).contains("endpoint:");
    }

    private ListView<Change> changes() {
        @SuppressWarnings("unchecked")
        ListView<Change> list = robot.lookup("#changes").queryAs(ListView.class);
        return list;
    }
}
