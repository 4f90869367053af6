package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.change.Change;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.time.Baseline;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The main path by keyboard, on the sample: from the Overview to the statement whose index was dropped. */
final class IncidentTest {
    private static final String STATEMENT =
            "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT ?";

    private final FxRobot robot = new FxRobot();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Session session;
    private final MainWindow window;

    IncidentTest() throws Exception {
        session = RealTraffic.sample();
        Stage stage = FxToolkit.registerPrimaryStage();
        window = onFx(() -> {
            Jobs jobs = new Jobs(workers, new FxPulse(), (job, failure) -> failures.add(failure));
            MainWindow made = new MainWindow(new Workspace(session, jobs, Look.named("dark"), ""), 1400, 900);
            stage.setScene(made.scene());
            stage.show();
            made.focus();
            return made;
        });
    }

    @BeforeEach
    void waitForTheChanges() throws Exception {
        await("what changed", () -> !changes().getItems().isEmpty());
    }

    @AfterEach
    void nothingFailsInTheBackground() {
        workers.shutdownNow();
        session.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void whatChangedLeadsToTheStatementWhoseIndexWasDropped() throws Exception {
        Baseline b = Objects.requireNonNull(window.workspace().moment().state().baseline());
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
        String second = window.workspace().moment().state().selection();
        assertThat(second).startsWith("Q-").endsWith("@mariadbd");
        press(KeyCode.F);
        assertThat(filter().text()).contains("endpoint:");
    }

    private ListView<Change> changes() {
        @SuppressWarnings("unchecked")
        ListView<Change> list = robot.lookup("#changes").queryAs(ListView.class);
        return list;
    }

    private void press(KeyCode key) {
        robot.push(key);
        settle();
    }

    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private ViewName view() {
        return window.workspace().moment().state().view();
    }

    private Filter filter() {
        return window.workspace().moment().filter();
    }

    private TableView<?> grid(String id) {
        return robot.lookup("#" + id).queryAs(TableView.class);
    }

    private List<String> labels() {
        return robot.lookup(node -> node instanceof Label && node.isVisible()).queryAllAs(Label.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onFx(condition));
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("Not seen in 20 s: " + what, e);
        }
        settle();
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get(30, TimeUnit.SECONDS);
    }
}
