package dev.sonde.ui.settings;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.library.FileManager;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Theme;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.desk.PageBar;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.layout.LayoutKeeper;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.workspace.Refresher;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What the user can set. Everything takes force at once and is kept in a file that a hand can write as well. FX thread. */
public final class SettingsPage implements Page {
    private static final double FORM_WIDTH = 720;
    private final PageContext context;
    private final Appearance appearance;
    private final SettingsForm form;
    private final Label sheet = Nodes.label("", "sd-secondary");
    private final VBox problems = new VBox(8);
    private final VBox root;

    /** The page. */
    public SettingsPage(PageContext context, Appearance appearance, LayoutKeeper layout) {
        this.context = context;
        this.appearance = appearance;
        form = new SettingsForm(appearance, layout, context.library().folder());
        form.setPrefWidth(FORM_WIDTH);
        form.setMinWidth(560);
        VBox right = new VBox(12, own());
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setPrefWidth(0);
        VBox content = new VBox(12, problems, new HBox(12, form, right));
        content.getStyleClass().add("sd-body");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root = new VBox(new PageBar("Settings", Icon.SETTINGS, context.back()), scroll);
        root.setId("settings");
        appearance.onChange(this::show);
        show();
    }

    private Panel own() {
        VBox content = new VBox(10);
        content.setPadding(new Insets(4, 12, 12, 12));
        appearance.settingsFile().ifPresent(file -> {
            content.getChildren()
                    .add(words("Everything here is kept in this file. It can be written by hand: a change takes"
                            + " force at once, and keys that this version does not know are kept."));
            content.getChildren().addAll(path(file), Nodes.rule());
        });
        sheet.setWrapText(true);
        content.getChildren()
                .addAll(
                        words(
                                "A style sheet of your own lies over every theme. Colours are looked up by their names: the"
                                        + " example has all of them, as they are in the theme that is in force."),
                        sheet);
        appearance.sheetFile().ifPresent(file -> {
            Button open = new Button("Open the folder", Icons.of(Icon.FOLDER_OPEN, 14));
            open.setOnAction(event -> open(file));
            Button example = new Button("Copy an example", Icons.of(Icon.COPY, 14));
            example.setOnAction(event -> States.copy(example()));
            content.getChildren().addAll(path(file), new FlowPane(8, 8, open, example));
        });
        return new Panel("Files", content);
    }

    private String example() {
        Theme theme = appearance.look().themeProperty().get();
        return """
                /* All tables a little larger, and the map's ground darker. */
                .table-cell { -fx-font-size: 13px; }
                .root { -sd-surface-inset: #000000; }

                /* All colours of the theme "%s". What stands between the signs of a comment is not in force.
                %s*/
                """.formatted(theme.title(), theme.tokenSheet());
    }

    private static Node path(Path file) {
        HBox row = States.command(file.toString());
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static Label words(String text) {
        Label words = Nodes.label(text, "sd-secondary");
        words.setWrapText(true);
        words.setMinHeight(Label.USE_PREF_SIZE);
        return words;
    }

    private void open(Path file) {
        new Refresher<Boolean>(context.desk().jobs(), "settings.folder", shown -> {}, error -> show(List.of(error)))
                .ask(job -> {
                    FileManager.reveal(file);
                    return true;
                });
    }

    @Override
    public ViewName name() {
        return ViewName.SETTINGS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void opened() {
        show();
    }

    @Override
    public void focus() {
        form.focusFirst();
    }

    private void show() {
        form.show();
        boolean broken = appearance.problems().stream()
                .anyMatch(problem -> problem.code().equals("SD-4024"));
        String none = appearance.sheetFile().isPresent()
                ? "You have none. Once this file is there, it is in force:"
                : "You have none.";
        sheet.setText(
                !appearance.hasSheet()
                        ? none
                        : broken ? "It is in force, but for the errors above." : "It is in force.");
        show(appearance.problems());
    }

    private void show(List<SondeException> all) {
        problems.getChildren().setAll(all.stream().map(SettingsPage::banner).toList());
        problems.setVisible(!all.isEmpty());
        problems.setManaged(!all.isEmpty());
    }

    private static HBox banner(SondeException problem) {
        Label words = words(problem.oneLine());
        words.getStyleClass().remove("sd-secondary");
        words.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(
                Icons.of(Icon.TRIANGLE_ALERT, 16, "sd-warn"),
                words,
                Nodes.iconButton(Icon.COPY, "Copy details", () -> States.copy(problem.oneLine())));
        row.getStyleClass().addAll("sd-banner", "sd-warn");
        return row;
    }
}
