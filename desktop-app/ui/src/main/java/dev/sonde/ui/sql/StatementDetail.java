package dev.sonde.ui.sql;

import dev.sonde.core.table.ExchangeRow;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.sql.StatementText.Piece;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** One statement: its text, what is known of it, and what can be done with it. Owned by the FX thread. */
final class StatementDetail extends VBox {
    private final Workspace workspace;
    private final VBox text = new VBox(2);
    private final GridPane facts = new GridPane(16, 5);
    private final Button requests = new Button("Slow calls", Icons.of(Icon.LIST_TREE, 14));
    private final List<Line> lines = new ArrayList<>();
    private final Label meanOfB = Nodes.label("", "sd-mono", "sd-window-b");
    private SqlData.@Nullable Detail shown;
    private boolean literals;

    /** A fact: what it is, and what it says. */
    private record Line(Label name, Label value) {}

    StatementDetail(Workspace workspace, Runnable openRequests) {
        this.workspace = workspace;
        setMinSize(0, 0);
        facts.getColumnConstraints().addAll(new ColumnConstraints(118), values());
        VBox box = new VBox(10, text, Nodes.rule(), facts);
        box.getStyleClass().add("sd-detail");
        ScrollPane scroll = new ScrollPane(box);
        scroll.setId("statement");
        scroll.setAccessibleText("Statement");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinSize(0, 0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Button copy = new Button("Copy for mysql", Icons.of(Icon.COPY, 14));
        copy.setOnAction(event -> {
            if (shown != null) {
                States.copy(mysql(shown));
            }
        });
        requests.setOnAction(event -> openRequests.run());
        requests.getStyleClass().add("sd-flat");
        HBox actions = new HBox(8, copy, Nodes.spacer(), requests, Nodes.label("R", "sd-key"));
        actions.getStyleClass().add("sd-actions");
        getChildren().addAll(scroll, actions);
    }

    void show(SqlData.Detail detail) {
        if (shown == null || !shown.row().text().equals(detail.row().text())) {
            write(detail.row().text());
        }
        shown = detail;
        requests.setText(Counts.of(detail.row().now().counts().calls(), "call").replace(' ', '\u00a0'));
        fill(detail);
    }

    private void write(String statement) {
        text.getChildren().clear();
        for (List<Piece> line : StatementText.lines(statement)) {
            TextFlow flow = new TextFlow();
            for (Piece piece : line) {
                flow.getChildren().add(Nodes.text(piece.text(), "sd-sql", style(piece)));
            }
            text.getChildren().add(flow);
        }
    }

    void literals(boolean on) {
        literals = on;
        if (shown != null) {
            fill(shown);
        }
    }

    private void fill(SqlData.Detail detail) {
        StatementRow row = detail.row();
        Double a = row.now().meanNanos();
        Double b = row.before() == null ? null : row.before().meanNanos();
        int y = 0;
        line(y++, "Fingerprint", row.id());
        line(y++, "Mean time, A and B", a == null ? "–" : Durations.text(a));
        meanOfB.setText(b == null ? "–" : Durations.text(b));
        Label mean = lines.getLast().value();
        mean.setGraphic(meanOfB);
        mean.setContentDisplay(ContentDisplay.RIGHT);
        mean.setGraphicTextGap(16);
        if (detail.seen().lastNanos() != Long.MIN_VALUE) {
            line(
                    y++,
                    "First, last seen",
                    workspace.clocks().seconds(detail.seen().firstNanos()) + ", "
                            + workspace.clocks().seconds(detail.seen().lastNanos()));
        }
        line(y++, "How it ended", codes(detail.runs().codes()));
        line(y++, "Example", example(detail));
        while (lines.size() > y) {
            Line gone = lines.removeLast();
            facts.getChildren().removeAll(gone.name(), gone.value());
        }
    }

    private String example(SqlData.Detail detail) {
        if (!literals) {
            return "Literals are hidden: the switch above shows what there is of them.";
        }
        return detail.runs().slowest().stream()
                .map(ExchangeRow::detail)
                .filter(found -> found != null)
                .findFirst()
                .orElse("This session has no literals: agents leave them on the node.");
    }

    /** Errors by their code, for example {@code 598 ok, 11 with error 1146}. */
    private static String codes(Map<String, Long> codes) {
        return new TreeMap<>(codes)
                .entrySet().stream()
                        .map(code -> switch (code.getKey()) {
                            case "0" -> Counts.text(code.getValue()) + " ok";
                            case "none" -> Counts.text(code.getValue()) + " without an answer";
                            default -> Counts.text(code.getValue()) + " with error " + code.getKey();
                        })
                        .collect(Collectors.joining(", "));
    }

    private void line(int y, String name, String value) {
        if (y == lines.size()) {
            Line made = new Line(Nodes.label("", "sd-detail-name"), Nodes.label("", "sd-detail-value"));
            made.name().setMinWidth(USE_PREF_SIZE);
            made.value().setWrapText(true);
            facts.add(made.name(), 0, y);
            facts.add(made.value(), 1, y);
            lines.add(made);
        }
        lines.get(y).name().setText(name);
        lines.get(y).value().setText(value);
    }

    private static ColumnConstraints values() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setPrefWidth(100);
        return column;
    }

    private static String style(Piece piece) {
        return switch (piece.kind()) {
            case KEYWORD -> "sd-sql-keyword";
            case PLACEHOLDER -> "sd-sql-placeholder";
            case PLAIN -> "sd-sql-plain";
        };
    }

    /** A command for a terminal: it explains the statement, once its literals are filled in. */
    static String mysql(SqlData.Detail detail) {
        String where = detail.runs().slowest().stream()
                .findFirst()
                .map(run -> "--host=" + run.serverAddress() + " --port=" + run.serverPort() + " ")
                .orElse("");
        return "mysql " + where + "--execute='EXPLAIN " + detail.row().text().replace("'", "'\\''") + "'";
    }
}
