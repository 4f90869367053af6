package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.settings.Settings;
import dev.sonde.core.settings.SettingsFile;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.settings.Appearance;
import dev.sonde.ui.settings.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** What is set, by the page, by its file and by a style sheet, on the sample. */
final class SettingsTest extends AtTheWindow {
    private final Stage stage;
    private final SettingsFile file;
    private final Path folder;
    private OneWindow one;

    SettingsTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        file = new SettingsFile(folder);
        stage = FxToolkit.registerPrimaryStage();
        one = start();
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Test
    void theThemeIsChosenByTheKeyboardTakesForceAtOnceAndIsKept() throws Exception {
        openThePage();
        assertThat(onFx(() -> stage.getScene().getFocusOwner())).isSameAs(choice("Dark"));
        press(KeyCode.RIGHT);
        press(KeyCode.RIGHT);
        press(KeyCode.SPACE);
        assertThat(theme()).isEqualTo("high-contrast");
        assertThat(stage.getScene().getRoot().getStyleClass())
                .contains("sd-high-contrast")
                .doesNotContain("sd-dark");
        await("the file", () -> file.read().settings().theme().equals("high-contrast"));
        end();
        one = start();
        assertThat(theme()).isEqualTo("high-contrast");
    }

    @Test
    void whatAHandWritesIntoTheFileTakesForce() throws Exception {
        Files.writeString(file.file(), "theme = light\ntime = utc\nmotion = reduced\n");
        await("the light theme", () -> theme().equals("light"));
        assertThat(one.window().workspace().clocks().zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(one.window().workspace().look().isStill()).isTrue();
        openThePage();
        assertThat(choice("Light").isSelected()).isTrue();
        assertThat(choice("UTC").isSelected()).isTrue();
        assertThat(choice("Reduced").isSelected()).isTrue();
    }

    @Test
    void rowsComeCloserAtOnceWhenThatIsSet() throws Exception {
        await("the services", () -> grid("services").getItems().size() == 4);
        double usual = rowHeight();
        double panel = panelHeight();
        openThePage();
        robot.clickOn(choice("Compact"));
        await("the file", () -> file.read().settings().size().density() == Settings.Density.COMPACT);
        press(KeyCode.ESCAPE);
        await("closer rows", () -> rowHeight() < usual);
        assertThat(usual - rowHeight()).isEqualTo(4);
        await("a smaller panel", () -> panelHeight() <= panel - 4 * 4);
        Files.writeString(file.file(), "density = roomy\n");
        await("rows farther apart", () -> rowHeight() == usual + 6);
    }

    private double rowHeight() {
        return grid("services").lookup(".table-row-cell").getLayoutBounds().getHeight();
    }

    private double panelHeight() {
        return Objects.requireNonNull(Panel.around(grid("services"))).getHeight();
    }

    @Test
    void noButtonOfItIsCutInTheSmallestWindow() throws Exception {
        double width = stage.getWidth();
        try {
            onFx(() -> {
                stage.setWidth(1100);
                return true;
            });
            openThePage();
            await("its width", () -> stage.getScene().getWidth() == 1100);
            List<Button> buttons = robot.lookup("#settings .button").queryAllAs(Button.class).stream()
                    .toList();
            assertThat(buttons).extracting(Labeled::getText).contains("Open the folder", "Copy an example");
            assertThat(buttons).noneMatch(Labeled::isTextTruncated);
        } finally {
            onFx(() -> {
                stage.setWidth(width);
                followScenes(stage);
                return true;
            });
        }
    }

    @Test
    void aBrokenFileIsSaidAndDefaultsHoldUntilItIsMended() throws Exception {
        Files.writeString(file.file(), "theme = light\ntime = noon\n");
        await("why", () -> labels().stream().anyMatch(text -> text.startsWith("SD-4021")));
        assertThat(theme()).isEqualTo("light");
        openThePage();
        assertThat(labels()).anyMatch(text -> text.contains("Line 2 of " + file.file()));
        Files.writeString(file.file(), "theme = purple\n");
        await("why", () -> labels().stream().anyMatch(text -> text.contains("There is no theme purple")));
        assertThat(theme()).isEqualTo("dark");
        Files.writeString(file.file(), "theme = dark\n");
        await("no word of it", () -> said().stream().noneMatch(text -> text.contains("purple")));
    }

    @Test
    void aStyleSheetOfTheUsersOwnLiesOverTheThemeAndIsReadAgainWhenItChanges() throws Exception {
        openThePage();
        Files.writeString(folder.resolve("user.css"), ".sd-panel-title { -fx-text-fill: #010203; }\n");
        await("its colour", () -> title().getTextFill().equals(Color.web("#010203")));
        Files.writeString(folder.resolve("user.css"), ".sd-panel-title { -fx-text-fill: -sd-status-ok; }\n");
        await("the other colour", () -> !title().getTextFill().equals(Color.web("#010203")));
        Files.delete(folder.resolve("user.css"));
        await("the theme's own", () -> title().getTextFill().equals(Color.web("#E8ECF2")));
    }

    @Test
    void errorsOfTheStyleSheetAreShown() throws Exception {
        openThePage();
        write(".sd-panel-title { -fx-text-fill: ; }\n.label { -fx-text-fill: -sd-status-purple; }\n");
        await(
                "the error",
                () -> said().stream().filter(text -> text.startsWith("SD-4024")).count() == 2);
        assertThat(said())
                .anyMatch(text -> text.contains("Line 2: there is no colour -sd-status-purple"))
                .anyMatch(text -> text.contains("Line 1:"));
        write(".sd-panel-title { -fx-text-fill: -sd-status-ok; \n");
        await("the missing brace", () -> said().stream().anyMatch(text -> text.contains("Expected } at its end.")));
        write(".sd-panel-title { -fx-text-fill: -sd-status-ok; }\n");
        await("no error", () -> said().stream().noneMatch(text -> text.startsWith("SD-4024")));
    }

    @Test
    void itOpensWithoutASessionAsWell() throws Exception {
        end();
        onFx(() -> {
            one = made();
            one.fill(Optional.empty(), 1400, 900);
            one.window().focus();
            return true;
        });
        openThePage();
        assertThat(labels()).contains("Appearance", "Folder of recordings");
    }

    @Test
    void escLeavesThePage() throws Exception {
        openThePage();
        press(KeyCode.ESCAPE);
        assertThat(one.window().workspace().moment().state().view()).isEqualTo(ViewName.OVERVIEW);
    }

    @Test
    void systemFollowsTheDesktopWhenThatChanges() throws Exception {
        Files.writeString(file.file(), "theme = system\nmotion = system\n");
        FakeDesktop desktop = new FakeDesktop();
        Jobs inline = new Jobs(Runnable::run, Runnable::run, (job, failure) -> {
            throw new IllegalStateException(failure);
        });
        onFx(() -> {
            Look look = new Appearance(new Appearance.Kept(file), desktop, inline).look();
            assertThat(look.themeProperty().get().name()).isEqualTo("light");
            desktop.become(true, false, true);
            assertThat(look.themeProperty().get().name()).isEqualTo("dark");
            assertThat(look.isStill()).isTrue();
            desktop.become(true, true, false);
            assertThat(look.themeProperty().get().name()).isEqualTo("high-contrast");
            assertThat(look.isStill()).isFalse();
            return true;
        });
    }

    /** A desktop whose user changes it. */
    private static final class FakeDesktop implements Wishes {
        private Runnable changed = () -> {};
        private boolean isDark;
        private boolean isOfHighContrast;
        private boolean isStill;

        void become(boolean dark, boolean highContrast, boolean still) {
            isDark = dark;
            isOfHighContrast = highContrast;
            isStill = still;
            changed.run();
        }

        @Override
        public boolean dark() {
            return isDark;
        }

        @Override
        public boolean highContrast() {
            return isOfHighContrast;
        }

        @Override
        public boolean reducedMotion() {
            return isStill;
        }

        @Override
        public void onChange(Runnable listener) {
            changed = listener;
        }
    }

    @Test
    void anotherSessionHasTheSameLook() throws Exception {
        onFx(() -> {
            one.settings().change(now -> now.withTheme("light").withTime(Settings.Time.UTC));
            one.settings().newLook();
            return true;
        });
        assertThat(one.settings().look().themeProperty().get().name()).isEqualTo("light");
        assertThat(one.settings().look().clocks().zone()).isEqualTo(ZoneOffset.UTC);
    }

    private void write(String css) throws IOException {
        Files.writeString(folder.resolve("user.css"), css);
    }

    private void openThePage() throws Exception {
        robot.push(KeyCode.CONTROL, KeyCode.COMMA);
        await("the page", () -> stage.getScene().lookup("#settings") != null);
    }

    /** What the page says. */
    private List<String> said() {
        return stage.getScene().lookup("#settings").lookupAll(".label").stream()
                .map(node -> node instanceof Label label ? label.getText() : "")
                .toList();
    }

    private String theme() throws Exception {
        return onFx(() -> one.settings().look().themeProperty().get().name());
    }

    private Label title() {
        return robot.lookup(".sd-panel-title").queryAs(Label.class);
    }

    private ToggleButton choice(String text) {
        return robot.lookup(node ->
                        node instanceof ToggleButton button && button.getText().equals(text))
                .queryAs(ToggleButton.class);
    }

    private OneWindow made() {
        return oneWindow(new NothingToOpen(), folder);
    }

    private OneWindow start() throws Exception {
        Session session = RealTraffic.sample();
        return onFx(() -> {
            OneWindow made = made();
            made.fill(Optional.of(new Opening(session, "")), 1400, 900);
            made.show(stage);
            stage.show();
            made.window().focus();
            return made;
        });
    }

    private void end() throws Exception {
        onFx(() -> {
            one.close();
            return true;
        });
    }
}
