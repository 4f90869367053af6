package dev.sonde.ui.connect;

import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Check.Verdict;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Clocks;
import java.util.List;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What was looked at before the start, and what it means for it. Owned by the FX thread. */
final class ChecksPanel {
    private static final double TITLE_WIDTH = 120;

    private final VBox rows = new VBox();
    private final Panel panel;
    private final Runnable again;
    private final Supplier<Clocks> clocks;

    ChecksPanel(Supplier<Clocks> clocks, Runnable again) {
        this.clocks = clocks;
        this.again = again;
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        panel = new Panel("Pre-flight", scroll);
        panel.setMinSize(0, 0);
    }

    Panel node() {
        return panel;
    }

    /** It is being looked at; {@code what} says what is. */
    void looking(String what) {
        if (rows.getChildren().isEmpty()) {
            panel.cover(States.loading(what));
        } else {
            panel.loading(true);
        }
    }

    void show(List<Check> checks) {
        show(checks, true);
    }

    /** Shows what was found; {@code complete} says whether that is all. */
    void show(List<Check> checks, boolean complete) {
        panel.loading(false);
        panel.uncover();
        panel.note(complete ? "checked " + clocks.get().seconds(System.currentTimeMillis() * 1_000_000L) : "checking…");
        rows.getChildren().setAll(checks.stream().map(ChecksPanel::row).toList());
        panel.tools(
                badge(checks, Verdict.PASS, "pass", "sd-ok"),
                badge(checks, Verdict.TO_KNOW, "to know", "sd-warn"),
                badge(checks, Verdict.BLOCKED, "blocked", "sd-error"),
                Nodes.iconButton(Icon.REFRESH_CW, "Check again", again));
    }

    /** There is nothing to look at. */
    void nothing(String title, String hint) {
        panel.loading(false);
        panel.note("");
        panel.tools();
        rows.getChildren().clear();
        panel.cover(States.empty(title, hint));
    }

    void fail(SondeException error) {
        panel.loading(false);
        panel.note("");
        panel.cover(States.error(error));
        panel.tools(Nodes.iconButton(Icon.REFRESH_CW, "Check again", again));
    }

    private static Label badge(List<Check> checks, Verdict verdict, String word, String style) {
        long count = checks.stream().filter(check -> check.verdict() == verdict).count();
        return count == 0 ? Nodes.label("0 " + word, "sd-badge") : Nodes.label(count + " " + word, "sd-badge", style);
    }

    private static Node row(Check check) {
        Node icon = switch (check.verdict()) {
            case PASS -> Icons.of(Icon.CIRCLE_CHECK, 16, "sd-ok");
            case TO_KNOW -> Icons.of(Icon.TRIANGLE_ALERT, 16, "sd-warn");
            case BLOCKED -> Icons.of(Icon.OCTAGON_ALERT, 16, "sd-error");
        };
        Label title = Nodes.label(check.title(), "sd-strong");
        title.setMinWidth(TITLE_WIDTH);
        title.setPrefWidth(TITLE_WIDTH);
        VBox words = new VBox(2, wrapped(check.found(), "sd-secondary"));
        HBox.setHgrow(words, Priority.ALWAYS);
        if (!check.remedy().isEmpty()) {
            words.getChildren()
                    .add(wrapped(
                            check.remedy(),
                            check.verdict() == Verdict.PASS
                                    ? "sd-muted"
                                    : check.verdict() == Verdict.BLOCKED ? "sd-error" : "sd-warn"));
        }
        HBox row = new HBox(icon, title, words);
        if (!check.detail().isEmpty()) {
            Label detail = Nodes.label(
                    check.detail(),
                    "sd-mono",
                    switch (check.verdict()) {
                        case PASS -> "sd-secondary";
                        case TO_KNOW -> "sd-warn";
                        case BLOCKED -> "sd-error";
                    });
            detail.setMinWidth(Region.USE_PREF_SIZE);
            row.getChildren().add(detail);
        }
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("sd-check");
        row.setAccessibleText(check.title() + ": " + check.verdict() + ". " + check.found() + " " + check.detail() + " "
                + check.remedy());
        return row;
    }

    private static Label wrapped(String text, String style) {
        Label label = Nodes.label(text, style);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
