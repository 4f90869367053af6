package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private final MenuButton service = crumb("Service");
    private final MenuButton object = crumb("Object");
    private final Node before = Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted");
    private final Refresher<List<Sibling>> siblings;

    private record Sibling(String name, long calls) {}

    Crumbs(Workspace workspace, List<View.Place> places) {
        super(2);
        this.workspace = workspace;
        this.places = places;
        siblings = new Refresher<>(workspace.jobs(), "crumbs", this::offer, error -> offer(List.of()));
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(source, Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted"), service, before, object);
        boolean live = workspace.info().kind() == SourceInfo.Kind.LIVE;
        source.setGraphic(Icons.of(live ? Icon.LAPTOP : Icon.FILM, 15));
        source.setText(workspace.info().name());
        service.setGraphic(Icons.of(Icon.BOX, 15));
        service.setOnShowing(event -> ask());
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
        String name = service(moment.filter()).orElse("all services");
        service.setText(Elision.middle(name, 28));
        service.setAccessibleText("Service: " + name + ", opens the others");
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

    /** The one service that the filter keeps, if it is one. */
    private static Optional<String> service(Filter filter) {
        return filter.terms().stream()
                .filter(term ->
                        isService(term) && !term.negated() && term.values().size() == 1)
                .flatMap(term -> term.values().stream())
                .map(value -> value instanceof FilterValue.Text(String text) ? text : "")
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static boolean isService(FilterTerm term) {
        return term.field() == FilterField.SERVICE;
    }

    private void ask() {
        Moment moment = workspace.moment();
        if (service.getItems().isEmpty()) {
            offer(List.of());
        }
        siblings.askAnew(job -> services(moment, job));
    }

    private static List<Sibling> services(Moment moment, CancelToken cancel) {
        Table table = Tables.run(
                moment.snapshot(), Query.of("overview").by(By.SERVICE).in(moment.a()), cancel);
        List<Sibling> found = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            if (table.value(row, "name") instanceof String name
                    && table.value(row, "calls") instanceof Long calls
                    && !name.isEmpty()) {
                found.add(new Sibling(name, calls));
            }
        }
        found.sort((one, other) -> Long.compare(other.calls(), one.calls()));
        return found.subList(0, Math.min(found.size(), MOST));
    }

    private void offer(List<Sibling> found) {
        List<MenuItem> items = new ArrayList<>();
        MenuItem all = new MenuItem("All services", Icons.of(Icon.BOX, 14));
        all.setOnAction(event -> scope(Optional.empty()));
        items.add(all);
        for (Sibling sibling : found) {
            MenuItem item = new MenuItem(
                    sibling.name() + "   " + Counts.of(sibling.calls(), "call") + " in A", Icons.of(Icon.BOX, 14));
            item.setOnAction(event -> scope(Optional.of(sibling.name())));
            items.add(item);
        }
        service.getItems().setAll(items);
    }

    /** Another service instead of the one that the filter keeps. */
    private void scope(Optional<String> name) {
        Filter filter = new Filter(workspace.moment().filter().terms().stream()
                .filter(term -> !isService(term))
                .toList());
        Filter next = name.map(text -> filter.and(FilterTerm.is(FilterField.SERVICE, text)))
                .orElse(filter);
        workspace.go(state -> state.where(next).selecting(""));
    }
}
