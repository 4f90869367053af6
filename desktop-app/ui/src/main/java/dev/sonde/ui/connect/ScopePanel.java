package dev.sonde.ui.connect;

import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.Jobs;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.Clusters.Look;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.Segmented;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.workspace.Refresher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Shows what is in a cluster, and lets parts of it be found and picked. Owned by the FX thread. */
final class ScopePanel {
    private static final int FEW_NODES = 6;
    private static final double KIND_WIDTH = 90;

    private final Picks picks = new Picks();
    private final Set<String> open = new HashSet<>();
    private final TextField search = new TextField();
    private final Segmented ways;
    private final Grid<ScopeRow> grid =
            new Grid<>("Scope", (one, other) -> one.key().equals(other.key()));
    private final VBox content;
    private final Panel panel;
    private final Refresher<ScopeRows> finder;
    private final Runnable onPicked;
    private ScopeWay way = ScopeWay.WORKLOADS;
    private ClusterTree tree = ClusterTree.EMPTY;
    private List<String> few = List.of();

    /** A panel; {@code onPicked} is told when something else is picked, {@code reload} lists the cluster anew. */
    ScopePanel(Jobs jobs, Runnable onPicked, Runnable reload) {
        this.onPicked = onPicked;
        finder = new Refresher<>(jobs, "connect.rows", this::show, this::fail);
        search.setPromptText("Namespace, workload, pod, label or node");
        search.setAccessibleText("Search in the cluster");
        search.setId("search-cluster");
        search.textProperty().subscribe(text -> find());
        search.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                grid.requestFocus();
                grid.getSelectionModel().clearAndSelect(0);
                event.consume();
            }
        });
        ways = new Segmented(
                Arrays.stream(ScopeWay.values()).map(ScopeWay::title).toList(), this::choose);
        HBox.setHgrow(search, Priority.ALWAYS);
        HBox field = new HBox(Icons.of(Icon.SEARCH, 15), search, Nodes.label("/", "sd-key"));
        field.getStyleClass().add("sd-filter");
        search.focusedProperty().subscribe(focused -> {
            field.getStyleClass().remove("sd-focused");
            if (focused) {
                field.getStyleClass().add("sd-focused");
            }
        });
        search.getStyleClass().add("sd-empty");
        HBox tools = new HBox(8, field, ways);
        HBox.setHgrow(field, Priority.ALWAYS);
        tools.setAlignment(Pos.CENTER_LEFT);
        tools.getStyleClass().add("sd-scope-tools");
        columns();
        VBox.setVgrow(grid, Priority.ALWAYS);
        content = new VBox(tools, grid);
        panel = new Panel("Scope", content);
        panel.tools(Nodes.iconButton(Icon.REFRESH_CW, "Look again (F5)", reload));
        panel.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F5) {
                reload.run();
                event.consume();
            }
        });
    }

    private void columns() {
        grid.setId("scope");
        grid.painted(
                new Grid.Head("Workload", Grid.Kind.NAME, 260, ""),
                column -> new PickCell(picks::state, this::turn, this::toggle));
        grid.column(new Grid.Head("Kind", Grid.Kind.TEXT, 92, ""), row -> CellText.muted(row.kind()))
                .setMinWidth(KIND_WIDTH);
        grid.column(
                new Grid.Head("Pods", Grid.Kind.NUMBER, 56, ""),
                row -> row instanceof ScopeRow.OfPod ? CellText.of("") : CellText.of(Counts.text(row.pods())));
        grid.column(new Grid.Head("On nodes", Grid.Kind.CODE, 110, ""), row -> CellText.of(where(row)));
        grid.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        grid.onOpen(this::toggle);
    }

    /** Where its pods run: in a small cluster each node has a place of its own. */
    private String where(ScopeRow row) {
        List<String> nodes = switch (row) {
            case ScopeRow.OfWorkload(var workload, boolean _) -> workload.nodes();
            case ScopeRow.OfPod(var pod) -> pod.node().isEmpty() ? List.of() : List.of(pod.node());
            default -> List.of();
        };
        if (nodes.isEmpty() || row instanceof ScopeRow.OfPod) {
            return String.join("", nodes);
        }
        if (few.isEmpty()) {
            return nodes.size() == 1 ? nodes.getFirst() : Counts.of(nodes.size(), "node");
        }
        StringBuilder places = new StringBuilder();
        for (int i = 0; i < few.size(); i++) {
            places.append(i == 0 ? "" : " ").append(nodes.contains(few.get(i)) ? String.valueOf(i + 1) : "·");
        }
        return places.toString();
    }

    Panel node() {
        return panel;
    }

    /** What is picked, or empty where nothing is. */
    Optional<ClusterScope> scope() {
        return picks.scope(way);
    }

    /** All that is known of the cluster. */
    ClusterTree tree() {
        return tree;
    }

    /** Another cluster: nothing of it is known or picked yet; {@code namespace} is open when it comes. */
    void begin(String namespace) {
        picks.clear();
        open.clear();
        open.add(namespace);
        tree = ClusterTree.EMPTY;
        few = List.of();
        grid.rows(List.of());
        panel.note("");
    }

    /** Something is being asked; {@code cancel} gives it up. */
    void loading(String what, Runnable cancel) {
        if (tree.podCount() > 0) {
            panel.loading(true);
            return;
        }
        Button stop = new Button("Cancel");
        stop.setOnAction(event -> cancel.run());
        VBox state = States.loading(what);
        state.getChildren().add(stop);
        panel.cover(state);
    }

    /** Some of the cluster has come. */
    void part(ClusterTree soFar) {
        tree = soFar;
        panel.loading(true);
        panel.note(Counts.of(soFar.podCount(), "pod") + " so far…");
        find();
    }

    /** All of it has come. */
    void whole(Look look) {
        tree = look.tree();
        few = tree.nodes().size() <= FEW_NODES ? tree.nodes() : List.of();
        if (tree.namespaces().size() == 1) {
            open.add(tree.namespaces().getFirst().name());
        }
        panel.loading(false);
        int workloads =
                tree.namespaces().stream().mapToInt(n -> n.workloads().size()).sum();
        panel.note(Counts.of(workloads, "workload") + ", " + Counts.of(tree.podCount(), "pod") + ", "
                + Counts.of(tree.nodes().size(), "node")
                + (look.only().isEmpty() ? "" : " – only " + String.join(", ", look.only())));
        find();
    }

    /** It can't be had; {@code ways} lead on. */
    void fail(SondeException reason, Node... waysOn) {
        panel.loading(false);
        panel.note("");
        VBox state = States.error(reason);
        state.getChildren().addAll(waysOn);
        panel.cover(state);
    }

    /** Nothing is asked. */
    void idle(Node state) {
        panel.loading(false);
        panel.cover(state);
    }

    private void fail(SondeException reason) {
        fail(reason, new Node[0]);
    }

    private void choose(String title) {
        for (ScopeWay each : ScopeWay.values()) {
            way = each.title().equals(title) ? each : way;
        }
        find();
        onPicked.run();
    }

    private void find() {
        ClusterTree all = tree;
        if (all.podCount() == 0 && !all.complete()) {
            return;
        }
        ScopeRows.Query query = new ScopeRows.Query(way, search.getText(), open);
        finder.askAnew(job -> ScopeRows.of(all, query));
    }

    private void show(ScopeRows found) {
        if (!found.rows().isEmpty()) {
            panel.uncover();
            grid.rows(found.rows());
        } else if (tree.complete()) {
            grid.rows(List.of());
            panel.uncover();
            if (search.getText().isBlank()) {
                panel.cover(States.empty("There are no pods here", "Nothing runs in the namespaces that you may see."));
            } else {
                grid.setPlaceholder(Nodes.label(
                        "Nothing in this cluster has “" + search.getText().strip() + "” in its name. Esc shows all.",
                        "sd-muted"));
            }
        }
    }

    private void key(KeyEvent event) {
        ScopeRow row = grid.selected();
        if (row == null) {
            return;
        }
        switch (event.getCode()) {
            case SPACE -> toggle(row);
            case RIGHT -> turn(row, true);
            case LEFT -> turn(row, false);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void turn(ScopeRow row) {
        turn(row, !row.isOpen());
    }

    private void turn(ScopeRow row, boolean wanted) {
        if (row.canOpen() && row.isOpen() != wanted) {
            if (wanted) {
                open.add(row.key());
            } else {
                open.remove(row.key());
            }
            find();
        }
    }

    private void toggle(ScopeRow row) {
        if (row instanceof ScopeRow.OfLabels) {
            turn(row);
            return;
        }
        picks.toggle(row, tree);
        grid.refresh();
        onPicked.run();
    }

    /** Picks a whole namespace. */
    void pick(String namespace) {
        picks.toggle(namespace);
        grid.refresh();
        onPicked.run();
    }

    /** Moves the keyboard to the search. */
    void focus() {
        search.requestFocus();
    }

    /** Empties the search, or else lets go of what is picked; says whether there was something. */
    boolean clear() {
        if (!search.getText().isEmpty()) {
            search.clear();
            return true;
        }
        boolean was = scope().isPresent();
        if (was) {
            picks.clear();
            grid.refresh();
            onPicked.run();
        }
        return was;
    }

    /** A button that leads on from an error. */
    static Button way(String title, Runnable action) {
        Button button = new Button(title, Icons.of(Icon.ARROW_RIGHT, 14));
        button.setOnAction(event -> action.run());
        return button;
    }
}
