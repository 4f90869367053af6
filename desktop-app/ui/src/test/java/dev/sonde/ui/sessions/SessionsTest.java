package dev.sonde.ui.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.library.Library;
import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.Trash;
import dev.sonde.ui.NothingToOpen;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.look.Look;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Keeping recordings in order by keyboard: it stays in the table, on what was dealt with. */
final class SessionsTest {
    private final FxRobot robot = new FxRobot();
    private SessionsPage page;

    @TempDir
    private Path folder;

    @BeforeEach
    void openThePage() throws Exception {
        Path recordings = Files.createDirectory(folder.resolve("recordings"));
        for (int i = 1; i <= 3; i++) {
            Path file = Files.writeString(recordings.resolve("shop-" + i + ".sonde"), "no recording");
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000L - i * 1000L));
        }
        Stage stage = FxToolkit.registerPrimaryStage();
        page = onFx(() -> {
            Jobs jobs = new Jobs(Runnable::run, Runnable::run, (job, failure) -> {
                throw new AssertionError(failure);
            });
            Look look = Look.named("dark");
            PageContext context = new PageContext(
                    new Desk(new NothingToOpen(), jobs, next -> {}), new Library(recordings), null, look);
            SessionsPage made = new SessionsPage(context, new Trash(folder.resolve("trash")));
            Scene scene = new Scene((Parent) made.node(), 1400, 900);
            look.dress(scene);
            stage.setScene(scene);
            stage.show();
            made.opened();
            made.focus();
            return made;
        });
        assertThat(shown()).containsExactly("shop-1.sonde", "shop-2.sonde", "shop-3.sonde");
    }

    @Test
    void whatIsSearchedIsCountedAndChosenInTheTable() throws Exception {
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("read shop-2");
        settle();
        assertThat(shown()).containsExactly("shop-2.sonde");
        assertThat(labels()).anyMatch(text -> text.startsWith("1 of 3\u00a0recordings, 12\u00a0B in "));
        press(KeyCode.DOWN);
        assertThat(table().isFocused()).isTrue();
        assertThat(selected()).isEqualTo("shop-2.sonde");
    }

    @Test
    void enterInTheSearchLeadsToWhatIsSelectedAlready() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        robot.push(KeyCode.SHORTCUT, KeyCode.F);
        robot.write("shop");
        press(KeyCode.ENTER);
        assertThat(table().isFocused()).isTrue();
        assertThat(selected()).isEqualTo("shop-2.sonde");
    }

    @Test
    void whatWasRenamedIsSelectedAndCtrlZTakesItBack() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.F2);
        robot.write("slow orders");
        press(KeyCode.ENTER);
        assertThat(selected()).isEqualTo("slow orders.sonde");
        assertThat(table().isFocused()).isTrue();
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle();
        assertThat(selected()).isEqualTo("shop-1.sonde");
        assertThat(table().isFocused()).isTrue();
    }

    @Test
    void escTakesTheQuestionForANameBackAndNothingElse() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.F2);
        assertThat(onFx(page::escape)).isTrue();
        assertThat(table().isFocused()).isTrue();
        assertThat(robot.lookup("#notice").query().isVisible()).isFalse();
        assertThat(onFx(page::escape)).isFalse();
    }

    @Test
    void afterOneWasThrownAwayTheNextIsSelectedAndTheLastOneBeforeTheEnd() throws Exception {
        press(KeyCode.DOWN);
        press(KeyCode.DOWN);
        press(KeyCode.DELETE);
        assertThat(selected()).isEqualTo("shop-3.sonde");
        press(KeyCode.DELETE);
        assertThat(selected()).isEqualTo("shop-1.sonde");
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle();
        assertThat(selected()).isEqualTo("shop-3.sonde");
        assertThat(shown()).containsExactly("shop-1.sonde", "shop-3.sonde");
    }

    private TableView<?> table() {
        return robot.lookup("#recordings").queryAs(TableView.class);
    }

    private List<String> shown() {
        return table().getItems().stream()
                .map(row -> ((RecordedFile) row).name())
                .toList();
    }

    private String selected() {
        return table().getSelectionModel().getSelectedItem() instanceof RecordedFile file ? file.name() : "";
    }

    private List<String> labels() {
        return robot.lookup(node -> node instanceof Labeled).queryAllAs(Labeled.class).stream()
                .map(Labeled::getText)
                .toList();
    }

    private void press(KeyCode key) {
        robot.push(key);
        settle();
    }

    private static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get(30, TimeUnit.SECONDS);
    }
}
