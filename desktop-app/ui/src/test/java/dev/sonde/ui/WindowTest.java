package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.workspace.FxWatch;
import java.util.Set;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/** Working with the window by keyboard, on a capture of real traffic. */
final class WindowTest extends AtTheWindow {
    private static Session session;
    private static Stage stage;
    private static FxWatch watch;

    @BeforeAll
    static void open() throws Exception {
        session = RealTraffic.session();
        stage = FxToolkit.registerPrimaryStage();
        watch = onFx(FxWatch::start);
        // The start loads classes and styles, and may take longer than anything that follows.
        WindowTest first = new WindowTest();
        first.showWindow();
        first.press(KeyCode.DIGIT3);
        await("the start", () -> !first.grid("requests").getItems().isEmpty());
        first.leave();
    }

    @AfterAll
    static void close() {
        watch.close();
        session.close();
    }

    @BeforeEach
    void showWindow() throws Exception {
        open(session, stage);
        await("the services", () -> grid("services").getItems().size() == 2);
        watch.forget();
    }

    @AfterEach
    void theWindowAlwaysAnswers() {
        assertThat(watch.stalls()).noneMatch(FxWatch.Stall::isOwnFault);
    }

    @Test
    void theOverviewShowsAllServicesAndSelectsNone() {
        assertThat(grid("services").getSelectionModel().isEmpty()).isTrue();
        assertThat(window().workspace().moment().state().selection()).isEmpty();
        assertThat(labels()).contains("all services");
    }

    @Test
    void aServiceOpensItsRequestsAndARequestItsDetail() throws Exception {
        press(KeyCode.DOWN);
        String service = window().workspace().moment().state().selection();
        assertThat(service).isNotEmpty();
        press(KeyCode.ENTER);
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        assertThat(filter().text()).contains("service:").contains(service);
        await("the requests of the service", () -> !grid("requests").getItems().isEmpty());
        onFx(() -> {
            grid("endpoints").requestFocus();
            return true;
        });
        press(KeyCode.DOWN);
        press(KeyCode.ENTER);
        assertThat(grid("requests").isFocused()).isTrue();
        press(KeyCode.DOWN);
        await("the detail", () -> labels().contains("Began"));
        assertThat(labels()).contains("Server", "Client", "Seen at");
    }

    @Test
    void onePaneIsRingedAtATime() {
        for (int i = 0; i < 4; i++) {
            press(KeyCode.F6);
            Set<Panel> ringed =
                    robot.lookup(".sd-focused").match(Panel.class::isInstance).queryAllAs(Panel.class);
            assertThat(ringed).hasSize(1);
        }
    }

    @Test
    void aFilterIsTypedCompletedAndUndone() throws Exception {
        robot.write("/");
        settle();
        assertThat(field().isFocused()).isTrue();
        robot.write("stat");
        await("completions", () -> labels().stream().anyMatch(text -> text.startsWith("status:")));
        press(KeyCode.TAB);
        assertThat(field().getText()).startsWith("status:");
        onFx(() -> {
            field().clear();
            return true;
        });
        robot.write("status:>=500");
        press(KeyCode.ENTER);
        assertThat(filter().text()).isEqualTo("status:>=500");
        await("the count", () -> labels().stream().anyMatch(text -> text.matches("\\d+\\u00a0requests? in A")));
        // The keyboard is in the view: letters are keys again, and Ctrl+Z is the filter's.
        assertThat(grid("services").isFocused()).isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle();
        assertThat(filter()).isEqualTo(Filter.ALL);
    }

    @Test
    void aFilterThatCannotBeReadSaysWhereAndWhatToDo() {
        robot.write("/");
        settle();
        robot.write("latency:>fast");
        press(KeyCode.ENTER);
        assertThat(filter()).isEqualTo(Filter.ALL);
        assertThat(labels()).anyMatch(text -> text.contains("^")).anyMatch(text -> text.startsWith("SD-3"));
        press(KeyCode.ESCAPE);
        press(KeyCode.ESCAPE);
        press(KeyCode.ESCAPE);
        assertThat(field().isFocused()).isFalse();
    }

    @Test
    void escClosesWhatTheFilterOffersThenClearsItThenLeavesIt() throws Exception {
        robot.write("/");
        robot.write("stat");
        await("completions", () -> offered() > 0);
        press(KeyCode.ESCAPE);
        await("the work", () -> window().workspace().jobs().isIdle());
        assertThat(offered()).isZero();
        assertThat(field().getText()).isEqualTo("stat");
        press(KeyCode.DOWN);
        await("completions again", () -> offered() > 0);
        press(KeyCode.ESCAPE);
        press(KeyCode.ESCAPE);
        assertThat(field().getText()).isEmpty();
        await("the work", () -> window().workspace().jobs().isIdle());
        assertThat(offered()).isZero();
        assertThat(field().isFocused()).isTrue();
        press(KeyCode.ESCAPE);
        assertThat(grid("services").isFocused()).isTrue();
    }

    private int offered() {
        return robot.lookup(".sd-option").queryAll().size();
    }

    @Test
    void digitsOpenViewsAndStepsAreTakenBack() {
        press(KeyCode.DIGIT3);
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        press(KeyCode.DIGIT1);
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(view()).isEqualTo(ViewName.REQUESTS);
        robot.push(KeyCode.ALT, KeyCode.RIGHT);
        settle();
        assertThat(view()).isEqualTo(ViewName.OVERVIEW);
    }

    @Test
    void onCalmTrafficTheOverviewSaysThatNothingStandsOut() throws Exception {
        await("the verdict", () -> labels().contains("Nothing stands out"));
        assertThat(labels()).anyMatch(text -> text.contains("There is no baseline"));
    }

    @Test
    void theSelectionIsKeptExcludedAndLetGo() {
        press(KeyCode.DOWN);
        String service = window().workspace().moment().state().selection();
        press(KeyCode.F);
        assertThat(filter().terms()).hasSize(1);
        assertThat(filter().text()).contains(service).doesNotStartWith("!");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        robot.push(KeyCode.SHIFT, KeyCode.F);
        settle();
        assertThat(filter().text()).startsWith("!");
        press(KeyCode.ESCAPE);
        assertThat(window().workspace().moment().state().selection()).isEmpty();
    }

    @Test
    void theKeySheetOpensAndCloses() {
        robot.write("?");
        settle();
        assertThat(labels()).contains("Keys of Overview", "Keep only this, in all views");
        press(KeyCode.ESCAPE);
        assertThat(labels()).doesNotContain("Keys of Overview");
    }

    @Test
    void aFileIsReplayedButNeverLive() {
        press(KeyCode.SPACE);
        assertThat(window().workspace().playhead().playingProperty().get()).isTrue();
        assertThat(window().workspace().isPaused()).isFalse();
        press(KeyCode.L);
        assertThat(window().workspace().playhead().playingProperty().get()).isFalse();
        assertThat(window().workspace().isLive()).isFalse();
    }

    @Test
    void aFilterThatMatchesNothingSaysSoAndWhatToDo() throws Exception {
        onFx(() -> {
            window().workspace().filter(Filter.parse("service:nowhere"));
            return true;
        });
        await("the state", () -> labels().contains("No requests match in A."));
        assertThat(labels()).anyMatch(text -> text.contains("service:nowhere"));
    }

    private TextField field() {
        return robot.lookup("#filter").queryAs(TextField.class);
    }
}
