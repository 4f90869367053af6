package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Target;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.themes.Token;
import dev.sonde.ui.chart.PaintedRegion;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One change as a card. Reused for change after change. */
final class ChangeCell extends ListCell<Change> {
    private static final double ONSET_WIDTH = 66;
    private static final double LEAST_FOR_BARS = 330;

    private final Workspace workspace;
    private final Label onset = Nodes.label("", "sd-mono", "sd-secondary");
    private final StackPane mark = new StackPane();
    private final Label title = Nodes.label("", "sd-strong");
    private final Label view = Nodes.label("", "sd-accent");
    private final Label sentence = Nodes.label("", "sd-secondary");
    private final Label proof = Nodes.label("", "sd-caption", "sd-secondary");
    private final Label lift = Nodes.label("", "sd-badge");
    private final Bars bars;
    private final HBox card;
    private @Nullable Target marked;
    private boolean narrow;

    ChangeCell(Workspace workspace) {
        this.workspace = workspace;
        bars = new Bars(workspace.look());
        onset.setMinWidth(ONSET_WIDTH);
        onset.setMaxWidth(ONSET_WIDTH);
        view.setMinWidth(Label.USE_PREF_SIZE);
        lift.setMinWidth(Label.USE_PREF_SIZE);
        proof.setMinWidth(0);
        title.setMinWidth(0);
        // What tells it from others is at its end: a version, a route.
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(6, mark, title, view);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox said = new HBox(8, sentence);
        said.setAlignment(Pos.CENTER_LEFT);
        sentence.setMinWidth(0);
        sentence.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        HBox foot = new HBox(8, bars, proof);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox text = new VBox(3, head, said, foot);
        VBox begun = new VBox(6, onset);
        widthProperty().subscribe(width -> {
            boolean room = width.doubleValue() == 0 || width.doubleValue() > LEAST_FOR_BARS;
            // Where it is narrow, the figures of the sentences need their whole lines.
            begun.getChildren().remove(lift);
            said.getChildren().remove(lift);
            (room ? said : begun).getChildren().add(lift);
            bars();
            if (room == narrow) {
                narrow = !room;
                say();
            }
        });
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        card = new HBox(begun, text);
        card.setMinWidth(0);
        card.setPrefWidth(100);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Change change, boolean empty) {
        super.updateItem(change, empty);
        if (empty || change == null) {
            setGraphic(null);
            return;
        }
        boolean failed = change.target() == Target.FAILED;
        Long began = workspace.moment().calm().beganNanos();
        onset.setText(
                began == null ? workspace.clocks().seconds(change.onsetNanos()) : ChangeWords.onset(change, began));
        if (marked != change.target()) {
            marked = change.target();
            mark.getChildren().setAll(Icons.of(failed ? Icon.OCTAGON_ALERT : Icon.TIMER, 13, "sd-error"));
        }
        say();
        view.setText(ChangeWords.view(change) == ViewName.SQL ? "SQL" : "Requests");
        proof.setText(ChangeWords.proof(change));
        lift.setText(Shares.times(change.proof().lift()));
        lift.setVisible(ChangeWords.isLifted(change));
        Nodes.restyle(lift, change.proof().lift() >= 2 ? "sd-error" : "", List.of("sd-error"));
        bars.show(change.proof().a());
        bars();
        setAccessibleText(ChangeWords.whole(change));
        setGraphic(card);
    }

    /** They compare two shares of which there must be room to see the difference, and which must be said beside them. */
    private void bars() {
        Change change = getItem();
        boolean seen =
                (getWidth() == 0 || getWidth() > LEAST_FOR_BARS) && (change == null || ChangeWords.isLifted(change));
        bars.setVisible(seen);
        bars.setManaged(seen);
    }

    /** Where it is narrow, the place goes to the title, which may be cut: figures must not be. */
    private void say() {
        Change change = getItem();
        if (change == null) {
            return;
        }
        String place = ChangeWords.place(change);
        String figures = ChangeWords.figures(change);
        title.setText((narrow ? place : "") + ChangeWords.title(change));
        sentence.setText((narrow ? "" : place) + figures);
    }

    /** The share of slow or failed calls that have the trait over the share of all. */
    private static final class Bars extends PaintedRegion {
        private static final double WIDTH = 72;

        private Change.@Nullable Counts counts;

        Bars(Look look) {
            super(look);
            setMinSize(WIDTH, 14);
            setPrefSize(WIDTH, 14);
            setMaxSize(WIDTH, 14);
        }

        void show(Change.Counts now) {
            counts = now;
            repaint();
        }

        @Override
        protected void paint(GraphicsContext g, double width, double height) {
            if (counts == null) {
                return;
            }
            g.setFill(look().colour(Token.SURFACE_TRACK));
            g.fillRect(0, 1, width, 5);
            g.fillRect(0, 8, width, 5);
            g.setFill(look().colour(Token.STATUS_ERROR));
            g.fillRect(0, 1, Math.max(1, width * counts.shareOfBad()), 5);
            g.setFill(look().colour(Token.TEXT_MUTED));
            g.fillRect(0, 8, Math.max(1, width * counts.shareOfAll()), 5);
        }
    }
}
