package dev.sonde.ui.settings;

import dev.sonde.core.settings.Settings;
import dev.sonde.core.settings.Settings.Density;
import dev.sonde.core.settings.Settings.Motion;
import dev.sonde.core.settings.Settings.Time;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Themes;
import dev.sonde.ui.layout.LayoutKeeper;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.number.Elision;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/** Everything that can be set, row by row. Owned by the FX thread. */
final class SettingsForm extends VBox {
    private static final int SCALE_STEP_PERCENT = 25;
    private static final String NO_BREAK_SPACE = "\u00a0";

    private final Appearance appearance;
    private final LayoutKeeper layout;
    private final Path recordings;
    private final Label folder = Nodes.label("", "sd-mono", "sd-caption");
    private final ChoiceRow<String> theme;
    private final ChoiceRow<OptionalInt> scale;
    private final ChoiceRow<Density> density;
    private final ChoiceRow<Motion> motion;
    private final ChoiceRow<Time> time;
    private final ChoiceRow<Boolean> tour;

    /** {@code recordings} is where recordings go at the moment. */
    SettingsForm(Appearance appearance, LayoutKeeper layout, Path recordings) {
        super(12);
        this.appearance = appearance;
        this.layout = layout;
        this.recordings = recordings;
        theme = new ChoiceRow<>(
                "Theme",
                "System follows the desktop, also when that changes.",
                themes(),
                name -> appearance.change(now -> now.withTheme(name)));
        scale = new ChoiceRow<>(
                "Size",
                "Of everything in the window, from the next start on. Desktop: as the desktop has it.",
                scales(),
                percent -> appearance.change(now -> now.withScale(percent)));
        density = new ChoiceRow<>(
                "Density",
                "Of rows: compact has more of them in sight, roomy is easier to hit.",
                ordered(Density.COMPACT, "Compact", Density.USUAL, "Usual", Density.ROOMY, "Roomy"),
                wanted -> appearance.change(now -> now.withDensity(wanted)));
        motion = new ChoiceRow<>(
                "Motion",
                "Reduced: the map jumps where it would glide, and bars of progress stand still.",
                ordered(Motion.SYSTEM, "System", Motion.FULL, "Full", Motion.REDUCED, "Reduced"),
                wanted -> appearance.change(now -> now.withMotion(wanted)));
        time = new ChoiceRow<>(
                "Clock",
                "Of all times in the window. Files and the command line have times in UTC.",
                ordered(Time.LOCAL, "Local", Time.UTC, "UTC"),
                wanted -> appearance.change(now -> now.withTime(wanted)));
        tour = new ChoiceRow<>(
                "Tour of the demo",
                "What sonde demo shows of the window when it opens.",
                ordered(true, "Show", false, "Hide"),
                wanted -> appearance.change(now -> now.withTour(wanted)));
        getChildren()
                .addAll(
                        panel("Appearance", theme, scale, density, motion, time),
                        panel("Recordings, demo and layout", folderRow(), tour, layoutRow()));
        show();
    }

    /** Shows what is set. */
    void show() {
        Settings now = appearance.settings();
        theme.show(now.theme());
        scale.show(now.size().scalePercent());
        density.show(now.size().density());
        motion.show(now.motion());
        time.show(now.time());
        tour.show(now.tour());
        folder.setText(Elision.atHome(now.recordings().orElse(recordings)));
    }

    /** Moves the keyboard to the first row. */
    void focusFirst() {
        theme.focusChosen();
    }

    private SettingRow folderRow() {
        Button choose = new Button("Choose…", Icons.of(Icon.FOLDER_OPEN, 14));
        choose.setAccessibleText("Choose the folder of recordings");
        choose.setOnAction(event -> choose());
        Button usual = new Button("Usual");
        usual.setAccessibleText("Let recordings go where the system keeps data");
        usual.setOnAction(event -> appearance.change(now -> now.withRecordings(Optional.empty())));
        folder.setMinWidth(0);
        SettingRow row = new SettingRow(
                "Folder of recordings", "From the next session on. What is recorded stays where it is.", choose, usual);
        row.below(folder);
        return row;
    }

    private void choose() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Where recordings go");
        Path now = appearance.settings().recordings().orElse(recordings);
        if (Files.isDirectory(now)) {
            chooser.setInitialDirectory(now.toFile());
        }
        File chosen = chooser.showDialog(getScene().getWindow());
        if (chosen != null) {
            appearance.change(before -> before.withRecordings(Optional.of(chosen.toPath())));
        }
    }

    private SettingRow layoutRow() {
        Button forget = new Button("Forget");
        forget.setAccessibleText("Forget the layout");
        forget.setOnAction(event -> {
            layout.forget();
            forget.setText("Forgotten");
            forget.setDisable(true);
        });
        return new SettingRow(
                "Layout",
                "Place of the window, dividers, columns and order of tables. The next start is as the first.",
                forget);
    }

    private static Panel panel(String title, SettingRow... rows) {
        VBox content = new VBox(rows);
        return new Panel(title, content);
    }

    private static Map<String, String> themes() {
        Map<String, String> themes = new LinkedHashMap<>();
        themes.put(Settings.SYSTEM, "System");
        Themes.all().forEach(known -> themes.put(known.name(), known.title()));
        return themes;
    }

    private static Map<OptionalInt, String> scales() {
        Map<OptionalInt, String> scales = new LinkedHashMap<>();
        scales.put(OptionalInt.empty(), "Desktop");
        IntStream.iterate(
                        Settings.LEAST_SCALE_PERCENT,
                        percent -> percent <= Settings.MOST_SCALE_PERCENT,
                        percent -> percent + SCALE_STEP_PERCENT)
                .forEach(percent -> scales.put(OptionalInt.of(percent), percent + NO_BREAK_SPACE + "%"));
        return scales;
    }

    private static <T> Map<T, String> ordered(T first, String name, T second, String other) {
        Map<T, String> choices = new LinkedHashMap<>();
        choices.put(first, name);
        choices.put(second, other);
        return choices;
    }

    private static <T> Map<T, String> ordered(T first, String name, T second, String other, T third, String last) {
        Map<T, String> choices = ordered(first, name, second, other);
        choices.put(third, last);
        return choices;
    }
}
