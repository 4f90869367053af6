package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Changes;
import dev.sonde.ui.look.EmptyState;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.tip.Spot;
import dev.sonde.ui.tip.Tips;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What slow and failed requests have in common. Owned by the FX thread. */
final class ChangesPanel {
    private static final double ROW_HEIGHT = 76;

    private final Workspace workspace;
    private final ListView<Change> list = new ListView<>();
    private final Label foot = Nodes.label("", "sd-caption", "sd-muted");
    private final Label tagB = Nodes.label("B", "sd-badge", "sd-window-b");
    private final Label against = Nodes.label("against", "sd-muted");
    private final Troubles troubles;
    private final EmptyState noTrait = new EmptyState("", "");
    private final Panel panel;

    ChangesPanel(Workspace workspace, Ways ways) {
        troubles = new Troubles(ways);
        this.workspace = workspace;
        list.setId("changes");
        list.setPlaceholder(noTrait);
        list.setAccessibleText("What changed");
        list.getStyleClass().add("sd-cards");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setMinSize(0, 0);
        list.setCellFactory(view -> new ChangeCell(workspace));
        Tips.install(list, this::spot);
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            Change selected = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && selected != null) {
                ways.proof(selected);
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> {
            Change selected = list.getSelectionModel().getSelectedItem();
            if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2 && selected != null) {
                ways.proof(selected);
            }
        });
        foot.setWrapText(true);
        foot.getStyleClass().add("sd-panel-foot");
        foot.setMinHeight(Label.USE_PREF_SIZE);
        VBox box = new VBox(troubles, list, foot);
        box.setMinSize(0, 0);
        VBox.setVgrow(list, Priority.ALWAYS);
        panel = new Panel("What changed", box);
        panel.tools(Nodes.label("A", "sd-badge", "sd-window-a"), against, tagB);
    }

    private Optional<Spot> spot(MouseEvent event) {
        for (Node node = event.getPickResult().getIntersectedNode(); node != null; node = node.getParent()) {
            if (node instanceof ListCell<?> cell && cell.getItem() instanceof Change change) {
                return Optional.of(new Spot(
                        change.trait(),
                        cell.localToScene(cell.getLayoutBounds()),
                        () -> OverviewTips.of(change, workspace.moment())));
            }
        }
        return Optional.empty();
    }

    Panel panel() {
        return panel;
    }

    ListView<Change> list() {
        return list;
    }

    void show(Moment moment, Changes changes, OverviewTroubles found) {
        troubles.show(found, moment.state().grain(), workspace.clocks());
        boolean hasB = changes.question().b() != null;
        for (Label word : List.of(against, tagB)) {
            word.setVisible(hasB);
            word.setManaged(hasB);
        }
        Change selected = list.getSelectionModel().getSelectedItem();
        list.setItems(FXCollections.observableList(changes.top()));
        for (int i = 0; selected != null && i < changes.top().size(); i++) {
            if (changes.top().get(i).trait().equals(selected.trait())) {
                list.getSelectionModel().select(i);
            }
        }
        Tips.refresh(list);
        foot.setText(foot(moment, changes));
        if (changes.top().isEmpty() && troubles.isEmpty()) {
            panel.empty("Nothing stands out", why(changes));
        } else {
            noTrait.say("No trait of requests stands out", why(changes));
            panel.uncover();
        }
    }

    private String foot(Moment moment, Changes changes) {
        Long began = moment.calm().beganNanos();
        String onset = began == null
                ? "Onset is when calls with the trait went wrong. "
                : "Onset is relative to " + workspace.clocks().seconds(began) + ", when the trouble began. ";
        return onset + SlowWords.sentence(changes.slowness()) + " What such calls share need not be the cause.";
    }

    /** What there is of slow and failed calls, and what to do next. */
    private static String why(Changes changes) {
        String a = share(changes.slow().badA(), changes.slow().callsA()) + " of the requests in A are slow, "
                + share(changes.failed().badA(), changes.failed().callsA()) + " failed";
        String b = changes.question().b() == null
                ? ". There is no baseline: Alt+drag over a calm stretch of the timeline, or press B to pin A."
                : "; in B " + share(changes.slow().badB(), changes.slow().callsB()) + " and "
                        + share(changes.failed().badB(), changes.failed().callsB())
                        + ". No trait sets them apart. Move A over the trouble: drag on the timeline.";
        return a + b + " " + SlowWords.sentence(changes.slowness());
    }

    private static String share(long part, long whole) {
        return Shares.text(whole == 0 ? 0 : (double) part / whole);
    }
}
