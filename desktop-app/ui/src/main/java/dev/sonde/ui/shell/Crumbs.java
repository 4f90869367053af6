package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.shell.ScopeCrumb.Level;
import dev.sonde.ui.shell.ScopeCrumb.Sibling;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;

/** Where we are: source, service, object. Each crumb opens its siblings, with what is in A. Owned by the FX thread. */
final class Crumbs extends HBox {
    private static final int MOST = 24;

    private final Workspace workspace;
    private final List<View.Place> places;
    private final MenuButton source = crumb("Source");
    private final Node within = Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted");
    private final ScopeCrumb namespace;
    private final ScopeCrumb service;
    private final Node inside = Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted");
    private final ScopeCrumb pod;
    private final MenuButton object = crumb("Object");
    private final Node before = Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted");

    Crumbs(Workspace workspace, List<View.Place> places) {
        super(2);
        this.workspace = workspace;
        this.places = places;
        namespace = new ScopeCrumb(
                workspace,
                new Level("Namespace", "namespaces", Icon.PACKAGE, FilterField.NAMESPACE, Crumbs::namespaces));
        service = new ScopeCrumb(
                workspace,
                new Level(
                        "Service",
                        "services",
                        Icon.BOX,
                        FilterField.SERVICE,
                        (moment, cancel) -> busiest(moment, By.SERVICE, cancel)));
        pod = new ScopeCrumb(
                workspace,
                new Level(
                        "Pod",
                        "pods",
                        Icon.CIRCLE_DOT,
                        FilterField.POD,
                        (moment, cancel) -> busiest(moment, By.POD, cancel)));
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        getChildren()
                .addAll(
                        source,
                        within,
                        namespace,
                        Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted"),
                        service,
                        inside,
                        pod,
                        before,
                        object);
        boolean live = workspace.info().kind() == SourceInfo.Kind.LIVE;
        source.setGraphic(
                Icons.of(live ? (workspace.agents().isEmpty() ? Icon.LAPTOP : Icon.SHIP_WHEEL) : Icon.FILM, 15));
        source.setText(workspace.info().name());
        sources();
    }

    private static MenuButton crumb(String name) {
        MenuButton crumb = new MenuButton();
        crumb.getStyleClass().addAll("sd-flat", "sd-crumb");
        crumb.setAccessibleText(name);
        crumb.setMinWidth(USE_PREF_SIZE);
        return crumb;
    }

    /** The other sources are where sessions are chosen. */
    private void sources() {
        MenuItem here = new MenuItem(workspace.info().name(), Icons.of(Icon.CIRCLE_CHECK, 14));
        source.getItems().add(here);
        for (View.Place place : places) {
            if (place.name() == ViewName.SESSIONS || place.name() == ViewName.CONNECT) {
                MenuItem other = new MenuItem(place.title() + "…", Icons.of(place.icon(), 14));
                other.setOnAction(event -> workspace.open(place.name()));
                source.getItems().add(other);
            }
        }
    }

    void show(Moment moment) {
        boolean cluster = moment.snapshot().placeCount() > 0;
        for (Node part : new Node[] {within, namespace, inside, pod}) {
            part.setVisible(cluster);
            part.setManaged(cluster);
        }
        namespace.show(moment);
        service.show(moment);
        pod.show(moment);
        String name = service.kept(moment.filter()).orElse("");
        String selected = moment.state().selection();
        boolean more = !selected.isEmpty() && !selected.equals(name);
        before.setVisible(more);
        before.setManaged(more);
        object.setVisible(more);
        object.setManaged(more);
        if (more && !Elision.middle(selected, 36).equals(object.getText())) {
            object.setText(Elision.middle(selected, 36));
            object.setAccessibleText("Selected: " + selected);
            MenuItem leave = new MenuItem("Nothing selected", Icons.of(Icon.X, 14));
            leave.setOnAction(event -> workspace.run(Command.CLOSE));
            object.getItems().setAll(leave);
        }
    }

    /** The namespaces of all pods that were heard of. */
    private static List<Sibling> namespaces(Moment moment, CancelToken cancel) {
        Map<String, Integer> pods = new TreeMap<>();
        for (int i = 0; i < moment.snapshot().placeCount(); i++) {
            ClusterPlace place = moment.snapshot().place(i);
            if (place.isPod()) {
                pods.merge(place.namespace(), 1, Integer::sum);
            }
        }
        cancel.check();
        return pods.entrySet().stream()
                .map(each -> new Sibling(each.getKey(), Counts.of(each.getValue(), "pod")))
                .limit(MOST)
                .toList();
    }

    /** What answered the most calls in A, under what else the filter keeps. */
    private static List<Sibling> busiest(Moment moment, By by, CancelToken cancel) {
        Filter filter = new Filter(moment.filter().terms().stream()
                .filter(term -> by == By.POD && term.field() == FilterField.SERVICE)
                .toList());
        Table table = Tables.run(
                moment.snapshot(), Query.of("overview").by(by).where(filter).in(moment.a()), cancel);
        Map<String, Long> calls = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            if (table.value(row, "name") instanceof String name
                    && table.value(row, "calls") instanceof Long count
                    && !name.isEmpty()) {
                calls.merge(name, count, Long::sum);
            }
        }
        return calls.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST)
                .map(each -> new Sibling(each.getKey(), Counts.of(each.getValue(), "call") + " in A"))
                .toList();
    }
}
