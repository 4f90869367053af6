package dev.sonde.ui.connect;

import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Clusters.Contexts;
import dev.sonde.ui.desk.Clusters.Reached;
import dev.sonde.ui.desk.FilePicker;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.desk.PageBar;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.look.InTurn;
import dev.sonde.ui.workspace.Refresher;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Where a session begins: what to watch, what is permitted, and the start. Owned by the FX thread. */
public final class ConnectPage implements Page {
    private final PageContext context;
    private final ClusterPane cluster;
    private final StartFrom from;
    private final HBox columns = new HBox(12);
    private final StackPane foot = new StackPane();
    private final StepsBar steps = new StepsBar();
    private final Trail trail;
    private final VBox root;
    private final Refresher<Contexts> reader;
    private final Refresher<List<RecordedFile>> recent;
    private final Inquiry<Map<String, Reached>> asker;
    private final InTurn frames = new InTurn();
    private final Set<Pane> seen = new HashSet<>();
    private @Nullable MachinePane machine;
    private @Nullable Path file;
    private @Nullable Contexts contexts;
    private Pane open;
    private boolean chosen;
    private boolean waiting;
    /** Whether the keyboard goes into the open pane as soon as that is there. */
    private boolean expected;

    /** The page. */
    public ConnectPage(PageContext context) {
        this.context = context;
        cluster = new ClusterPane(context.desk(), context.look()::clocks);
        from = new StartFrom(
                context.look(),
                new StartFrom.Ways(
                        () -> choose(true),
                        () -> choose(false),
                        this::pick,
                        this::pickKubeconfig,
                        this::choose,
                        context.desk()::openFile));
        reader = new Refresher<>(context.desk().jobs(), "connect.contexts", this::show, this::unread);
        asker = new Inquiry<>(
                context.desk().jobs(),
                "connect.reach",
                from.contexts()::reached,
                from.contexts()::reached,
                error -> {});
        recent = new Refresher<>(
                context.desk().jobs(),
                "connect.recent",
                from.recent()::show,
                error -> from.recent().say(error.oneLine()));
        open = cluster;
        trail = new Trail(() -> from.contexts().focus(), this::focusOpen);
        columns.getStyleClass().add("sd-body");
        VBox.setVgrow(columns, Priority.ALWAYS);
        root = new VBox(PageBar.around(trail, steps, "New session", Icon.PLUG, context.back()), columns, foot);
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        root.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            if (event.getCharacter().equals("/") && !(event.getTarget() instanceof TextInputControl)) {
                focusOpen();
                event.consume();
            }
        });
        put(cluster);
    }

    /** Made when it is first wanted: where there are clusters it may never be. */
    private MachinePane machine() {
        MachinePane made = machine;
        if (made == null) {
            made = new MachinePane(context.desk(), context.look()::clocks);
            machine = made;
        }
        return made;
    }

    private void put(Pane pane) {
        open.onStep(step -> {});
        open = pane;
        pane.onStep(step -> {
            steps.show(step);
            trail.show(pane.place());
        });
        Node scope = pane.scope();
        Node plan = pane.plan();
        // The middle has names to show, the right sentences: both take part of what is left.
        HBox.setHgrow(scope, Priority.ALWAYS);
        HBox.setHgrow(plan, Priority.ALWAYS);
        for (Node column : new Node[] {scope, plan}) {
            if (column instanceof Region region) {
                region.setMinWidth(0);
                region.setPrefWidth(column.equals(scope) ? 520 : 600);
            }
        }
        from.mark(pane.equals(cluster));
        bring();
    }

    /** Brings the parts of the open pane, which are styled when they come: each in a frame of its own the first time in a window. */
    private void bring() {
        boolean inWindow = root.getScene() != null
                && root.getScene().getWindow() != null
                && root.getScene().getWindow().isShowing();
        columns.getChildren().setAll(from.node());
        foot.getChildren().clear();
        frames.forget();
        frames.draw(
                inWindow && seen.add(open),
                List.of(
                        () -> foot.getChildren().setAll(open.foot()),
                        () -> columns.getChildren().add(open.scope()),
                        () -> columns.getChildren().add(open.plan()),
                        () -> {
                            if (expected) {
                                open.focus();
                            }
                            expected = false;
                        }));
    }

    private void focusOpen() {
        expected = !columns.getChildren().contains(open.plan());
        if (!expected) {
            open.focus();
        }
    }

    private void choose(boolean kubernetes) {
        chosen = true;
        Pane wanted = kubernetes ? cluster : machine();
        if (!wanted.equals(open)) {
            put(wanted);
            wanted.opened();
        }
        if (kubernetes) {
            from.contexts().focus();
        } else {
            focusOpen();
        }
    }

    private void choose(ClusterContext picked) {
        choose(true);
        Contexts all = contexts;
        SondeException problem = picked.problem();
        if (problem != null) {
            cluster.broken(picked, problem);
        } else if (all != null) {
            cluster.choose(all.place(picked.name()), picked.namespace());
            focusOpen();
        }
    }

    @Override
    public ViewName name() {
        return ViewName.CONNECT;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void opened() {
        if (!seen.contains(open)) {
            bring();
        }
        read();
        open.opened();
        recent.ask(job -> context.library().list(job, job::progress));
    }

    private void read() {
        Clusters clusters = context.desk().clusters();
        Optional<Path> named = Optional.ofNullable(file);
        reader.ask(job -> clusters.contexts(named));
    }

    private void show(Contexts found) {
        boolean other = contexts == null || !found.equals(contexts);
        contexts = found;
        from.files(found.files());
        if (found.contexts().isEmpty()) {
            from.contexts().show(found);
            if (found.problems().isEmpty()) {
                from.contexts().say("No context is named here. Choose another kubeconfig, or watch this machine.");
            }
            if (!chosen && open.equals(cluster)) {
                put(machine());
                open.opened();
                if (waiting) {
                    focusOpen();
                }
            }
            return;
        }
        if (other) {
            from.contexts().show(found);
            begin(found);
        }
        ask(found);
    }

    /** The current context is looked at at once, unless that would start somebody's login program. */
    private void begin(Contexts found) {
        found.contexts().stream()
                .filter(each -> each.current() && each.isUsable() && !each.logsIn())
                .findFirst()
                .ifPresent(current -> {
                    from.contexts().mark(current.name());
                    cluster.choose(found.place(current.name()), current.namespace());
                });
    }

    private void ask(Contexts found) {
        Clusters clusters = context.desk().clusters();
        asker.ask(soFar -> {
            Map<String, Reached> known = new HashMap<>();
            clusters.reach(found, reached -> {
                synchronized (known) {
                    known.put(reached.context(), reached);
                    soFar.accept(Map.copyOf(known));
                }
            });
            synchronized (known) {
                return Map.copyOf(known);
            }
        });
    }

    private void unread(SondeException error) {
        from.contexts().say(error.oneLine());
    }

    @Override
    public void focus() {
        // While contexts are being read there may be nothing that takes the keyboard.
        waiting = contexts == null;
        if (open.equals(cluster) && contexts == null) {
            from.contexts().focus();
        } else {
            focusOpen();
        }
    }

    @Override
    public boolean escape() {
        return open.escape();
    }

    @Override
    public void look(String what) {
        Contexts all = contexts;
        String[] parts = what.split("/", 2);
        if (all != null && !what.isEmpty()) {
            all.contexts().stream()
                    .filter(each -> each.name().equals(parts[0]))
                    .findFirst()
                    .ifPresent(each -> {
                        from.contexts().mark(each.name());
                        choose(each);
                        if (parts.length > 1) {
                            cluster.pick(parts[1]);
                        }
                    });
        }
    }

    private void pick() {
        FilePicker.open(
                context.desk(), root.getScene().getWindow(), context.library().folder());
    }

    private void pickKubeconfig() {
        FilePicker.kubeconfig(root.getScene().getWindow()).ifPresent(picked -> {
            file = picked;
            chosen = true;
            cluster.none("Choose a context", "What is in its cluster then stands here.");
            put(cluster);
            read();
        });
    }

    private void key(KeyEvent event) {
        if (!event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case ENTER -> open.start();
            case DIGIT1 -> choose(true);
            case DIGIT2 -> choose(false);
            case DIGIT3 -> pick();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
