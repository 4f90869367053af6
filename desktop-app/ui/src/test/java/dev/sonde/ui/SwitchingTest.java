package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.ui.bench.LiveLoad;
import dev.sonde.ui.desk.Attempt;
import dev.sonde.ui.desk.FileDrop;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import dev.sonde.ui.workspace.Workspace;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** One window in which sessions follow each other. */
final class SwitchingTest extends OnNothing {
    private final FilesOnly files = new FilesOnly();

    @TempDir
    private Path folder;

    @Override
    Openings openings() {
        return files;
    }

    @Override
    void letGo() {
        files.gate.countDown();
    }

    private void awaitServices(int count) throws Exception {
        await(
                count + " services",
                () -> stage().getScene().lookup("#services") instanceof TableView<?> table
                        && table.getItems().size() == count);
    }

    @Test
    void withoutASessionItBeginsAtConnectAndSaysWhatIsPermitted() throws Exception {
        await("the checks", () -> labels().contains("1 to know"));
        assertThat(labels()).contains("New session", "This machine", "Run sonde with sudo.", "1 pass", "0 blocked");
        assertThat(stage().getTitle()).isEqualTo("Sonde");
        assertThat(rail("Overview").isDisabled()).isTrue();
        assertThat(rail("Sessions").isDisabled()).isFalse();
    }

    @Test
    void withoutAContextTheKeyboardIsInTheFormOfThisMachine() throws Exception {
        await("the checks", () -> labels().contains("1 to know"));
        await("the first field", () -> stage().getScene().getFocusOwner() instanceof TextInputControl);
        robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
        await("a cluster to choose", () -> !labels().contains("1 to know"));
    }

    @Test
    void aFileTakesThePlaceOfWhatIsThereAndTheOneBeforeIsClosed() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        Session first = files.open.iterator().next();
        open(RealTraffic.sampleFile());
        awaitServices(4);
        await("the first to be closed", () -> !files.open.contains(first));
        assertThat(files.open).hasSize(1);
        assertThat(stage().getTitle()).contains("sample.sonde");
    }

    @Test
    void aRecordingThatNobodyClosedIsNotSaidToHaveLostNothing() throws Exception {
        byte[] whole = Files.readAllBytes(RealTraffic.sampleFile());
        open(Files.write(folder.resolve("cut.sonde"), Arrays.copyOf(whole, whole.length - 1000)));
        awaitServices(4);
        await("how it ended", () -> isSaid("Recording not closed, its end may be missing"));
        assertThat(isSaid("Nothing lost")).isFalse();
        assertThat(isSaid(" end of what is there")).isTrue();
        assertThat(stage().getScene().lookup(".sd-status-bar").lookupAll(".text"))
                .filteredOn(node -> node instanceof Text text && text.getText().contains("not closed"))
                .hasSize(1);
    }

    private boolean isSaid(String words) {
        return robot.lookup(node -> node instanceof Text text && text.getText().equals(words))
                .tryQuery()
                .isPresent();
    }

    @Test
    void backLeadsFromAPageToTheViewBefore() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        press(KeyCode.DIGIT3);
        robot.clickOn(rail("Sessions"));
        settle();
        assertThat(labels()).contains("Sessions");
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.SESSIONS);
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        settle();
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.REQUESTS);
        robot.clickOn(rail("Connect"));
        settle();
        press(KeyCode.ESCAPE);
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.REQUESTS);
    }

    @Test
    void aForeignFileSaysWhyAndLeavesWhatIsOpen() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        Path foreign = Files.writeString(folder.resolve("letter.sonde"), "Dear Sir or Madam, this is no recording.");
        open(foreign);
        await("the reason", () -> labels().contains("SD-2002"));
        assertThat(stage().getTitle()).contains("shop.pcap.gz");
        assertThat(files.open).hasSize(1);
        press(KeyCode.ESCAPE);
        assertThat(one().desk().attemptProperty().get()).isEqualTo(new Attempt.None());
        assertThat(labels()).doesNotContain("SD-2002");
    }

    @Test
    void escClosesTheReasonAndNotThePageBelowIt() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        robot.clickOn(rail("Connect"));
        settle();
        open(Files.writeString(folder.resolve("letter.sonde"), "Dear Sir or Madam, this is no recording."));
        await("the reason", () -> labels().contains("SD-2002"));
        press(KeyCode.ESCAPE);
        assertThat(labels()).doesNotContain("SD-2002");
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.CONNECT);
        press(KeyCode.ESCAPE);
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.OVERVIEW);
    }

    @Test
    void whenTheReasonIsClosedTheKeyboardIsWhereItWas() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        Node services = stage().getScene().lookup("#services");
        assertThat(services.isFocused()).isTrue();
        open(Files.writeString(folder.resolve("letter.sonde"), "Dear Sir or Madam, this is no recording."));
        await("the reason", () -> labels().contains("SD-2002"));
        assertThat(services.isFocused()).isFalse();
        press(KeyCode.ESCAPE);
        assertThat(services.isFocused()).isTrue();
    }

    @Test
    void whatTakesLongSaysSoAndIsClosedWhenItIsCancelled() throws Exception {
        files.gate = new CountDownLatch(1);
        open(RealTraffic.capture());
        await("the words", () -> labels().contains("Opening shop.pcap.gz…"));
        robot.clickOn("Cancel");
        settle();
        assertThat(labels()).doesNotContain("Opening shop.pcap.gz…");
        files.gate.countDown();
        await("what came too late to be closed", files.open::isEmpty);
        assertThat(stage().getTitle()).isEqualTo("Sonde");
    }

    @Test
    void nothingHoldsOnToASessionThatWasReplaced() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        for (KeyCode view : List.of(KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4)) {
            press(view);
        }
        robot.clickOn(rail("Sessions"));
        settle();
        robot.clickOn(rail("Overview"));
        settle();
        WeakReference<Workspace> workspace = new WeakReference<>(one().window().workspace());
        WeakReference<Session> session =
                new WeakReference<>(files.open.iterator().next());
        open(RealTraffic.sampleFile());
        awaitServices(4);
        await("the first to be closed", () -> files.open.size() == 1);
        // The tests' own log of events holds what was under the pointer: it begins anew.
        onFx(() -> {
            FxToolkit.toolkitContext().setRegisteredStage(stage());
            return true;
        });
        await("the first to be let go of", () -> {
            System.gc();
            return workspace.refersTo(null) && session.refersTo(null);
        });
    }

    @Test
    void aFileInPlaceOfALiveSessionSaysThatItIsOverAndWhereItsRecordingIs() throws Exception {
        SessionOptions options = SessionOptions.defaults().recordingTo(folder.resolve("live.sonde"));
        onFx(() -> {
            one().desk().open("a load", job -> new Opening(Session.open(new LiveLoad(3, 100), options), ""));
            return true;
        });
        await("the live session", () -> stage().getTitle().contains("a load generator"));
        hangAFileOverTheWindow();
        assertThat(labels())
                .contains("It takes the place of a load generator, live: the agents leave, and the recording"
                        + " stays in Sessions");
        open(RealTraffic.capture());
        // First, as it is said for some seconds only.
        await(
                "what became of it",
                () -> labels().contains(
                                "The live session of a load generator is over, its recording is in Sessions: live.sonde"));
        awaitServices(2);
        hangAFileOverTheWindow();
        assertThat(labels()).as("a file ends nothing").noneMatch(said -> said.startsWith("It takes the place"));
    }

    private void hangAFileOverTheWindow() throws Exception {
        onFx(() -> {
            FileDrop drop = (FileDrop) stage().getScene().lookup(".sd-drop");
            drop.hang();
            return true;
        });
        settle();
    }

    @Test
    void ofFilesDroppedTogetherTheFirstIsOpenAndTheOtherIsSaidNotToBe() throws Exception {
        onFx(() -> {
            one().desk().openFiles(List.of(RealTraffic.capture(), RealTraffic.sampleFile()));
            return true;
        });
        awaitServices(2);
        await(
                "what was passed over",
                () -> labels().stream()
                        .anyMatch(
                                said -> said.contains("shop.pcap.gz") && said.contains("sample.sonde was not opened")));
        assertThat(files.open).hasSize(1);
    }

    @Test
    void ofFilesDroppedTogetherOneThatIsForeignHidesNoOther() throws Exception {
        Path foreign = Files.writeString(folder.resolve("letter.txt"), "Dear Sir or Madam, this is no recording.");
        onFx(() -> {
            one().desk().openFiles(List.of(foreign, RealTraffic.capture()));
            return true;
        });
        awaitServices(2);
        await("what was passed over", () -> labels().stream().anyMatch(said -> said.contains("letter.txt was not")));
    }

    @Test
    void columnsThatNobodyMovedAreAsWideAsTheFirstTimeWhateverWasOpenMeanwhile() throws Exception {
        open(RealTraffic.sampleFile());
        awaitServices(4);
        List<Double> atFirst = widths();
        open(RealTraffic.capture());
        awaitServices(2);
        assertThat(widths()).as("of a capture are no processes known").hasSizeLessThan(atFirst.size());
        open(RealTraffic.sampleFile());
        awaitServices(4);
        await("the columns", () -> widths().size() == atFirst.size());
        assertThat(widths()).isEqualTo(atFirst);
    }

    private List<Double> widths() throws Exception {
        return onFx(() -> ((TableView<?>) stage().getScene().lookup("#services"))
                .getVisibleLeafColumns().stream()
                        .map(column -> Math.rint(column.getWidth()))
                        .toList());
    }

    @Test
    void escInATextFieldOfConnectClearsItAndThenLeadsBackToTheSession() throws Exception {
        open(RealTraffic.capture());
        awaitServices(2);
        robot.clickOn(rail("Connect"));
        await("the form", () -> stage().getScene().lookup("#ports") instanceof TextInputControl);
        TextInputControl field = robot.lookup("#ports").queryTextInputControl();
        robot.clickOn(field);
        robot.write("8080");
        settle();
        press(KeyCode.ESCAPE);
        assertThat(field.getText()).isEmpty();
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.CONNECT);
        press(KeyCode.ESCAPE);
        assertThat(one().window().workspace().moment().state().view()).isEqualTo(ViewName.OVERVIEW);
    }

    private ToggleButton rail(String title) {
        return robot.lookup(node -> node instanceof ToggleButton item
                        && item.getStyleClass().contains("sd-rail-item")
                        && item.getText().equals(title))
                .queryAs(ToggleButton.class);
    }
}
