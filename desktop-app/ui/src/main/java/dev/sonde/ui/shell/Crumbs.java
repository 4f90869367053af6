package dev.sonde.ui.shell;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.store.Grain;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.shell.ScopeCrumb.Level;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/**
 * Where we are: source, and in a cluster namespace, service, workload, node and pod, as far as the filter keeps one or the views
 * tell them apart. Each crumb opens its siblings, with what is in A. Owned by the FX thread.
 */
final class Crumbs extends HBox {
    private final Workspace workspace;
    private final List<View.Place> places;
    private final MenuButton source = crumb("Source");
    private final List<Step> steps = new ArrayList<>();
    private final GrainMenu grains;
    private final MenuButton object = crumb("Object");
    private final Tooltip told = Nodes.tip(object, "");
    private final Node before = Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted");

    /** A crumb with the arrow before it, and the grain that puts it in sight. */
    private record Step(ScopeCrumb crumb, Node arrow, Grain grain, boolean always) {
        void show(Moment moment, boolean cluster) {
            crumb.show(moment);
            boolean needed = always
                    || grain == moment.state().grain()
                    || crumb.kept(moment.filter()).isPresent();
            // On a plain machine there are services and nothing else.
            boolean on = needed && (cluster || grain == Grain.SERVICE);
            for (Node node : new Node[] {crumb, arrow}) {
                node.setVisible(on);
                node.setManaged(on);
            }
        }
    }

    Crumbs(Workspace workspace, List<View.Place> places) {
        super(2);
        this.workspace = workspace;
        this.places = places;
        grains = new GrainMenu(workspace);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(source);
        step(new Level("Namespace", "namespaces", Icon.PACKAGE, FilterField.NAMESPACE), Grain.POD, true);
        step(new Level("Node", "nodes", Icon.SERVER, FilterField.NODE), Grain.NODE, false);
        step(new Level("Service", "services", Icon.BOX, FilterField.SERVICE), Grain.SERVICE, false);
        step(new Level("Workload", "workloads", Icon.PACKAGE, FilterField.WORKLOAD), Grain.WORKLOAD, false);
        step(new Level("Pod", "pods", Icon.CIRCLE_DOT, FilterField.POD), Grain.POD, false);
        getChildren().addAll(grains, before, object);
        boolean live = workspace.info().kind() == SourceInfo.Kind.LIVE;
        source.setGraphic(
                Icons.of(live ? (workspace.agents().isEmpty() ? Icon.LAPTOP : Icon.SHIP_WHEEL) : Icon.FILM, 15));
        source.setText(workspace.info().name());
        Nodes.tip(source, "Where the data comes from. A click leads to what else there is to look at.");
        sources();
    }

    @Override
    protected double computePrefWidth(double height) {
        double all = 0;
        for (Node each : getManagedChildren()) {
            all += snapSizeX(each.prefWidth(-1)) + (all == 0 ? 0 : snapSpaceX(getSpacing()));
        }
        return all;
    }

    /** Where there is no room for all words, the longest lose their middle first. */
    @Override
    protected void layoutChildren() {
        double wanted = prefWidth(-1) - getWidth();
        // What is lost in rounding is no reason to cut a word.
        double over = wanted < 1 ? 0 : wanted;
        List<MenuButton> longest = getManagedChildren().stream()
                .filter(MenuButton.class::isInstance)
                .map(MenuButton.class::cast)
                .sorted(Comparator.comparingDouble((MenuButton crumb) -> -crumb.prefWidth(-1)))
                .toList();
        double most = Double.MAX_VALUE;
        double cut = 0;
        for (int i = 0; i < longest.size() && cut < over; i++) {
            double next = i + 1 < longest.size() ? longest.get(i + 1).prefWidth(-1) : 0;
            double here = Math.min(over - cut, (longest.get(i).prefWidth(-1) - next) * (i + 1));
            most = longest.get(i).prefWidth(-1) - here / (i + 1);
            cut += here;
        }
        for (MenuButton crumb : longest) {
            crumb.setMaxWidth(most);
        }
        super.layoutChildren();
    }

    private void step(Level level, Grain grain, boolean always) {
        Step step =
                new Step(new ScopeCrumb(workspace, level), Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted"), grain, always);
        steps.add(step);
        getChildren().addAll(step.arrow(), step.crumb());
    }

    private static MenuButton crumb(String name) {
        MenuButton crumb = new MenuButton();
        crumb.getStyleClass().addAll("sd-flat", "sd-crumb");
        crumb.setAccessibleText(name);
        crumb.setMnemonicParsing(false);
        crumb.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        return crumb;
    }

    /** The other sources are where sessions are chosen. */
    private void sources() {
        MenuItem here = new MenuItem(workspace.info().name(), Icons.of(Icon.CIRCLE_CHECK, 14));
        here.setMnemonicParsing(false);
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
        steps.forEach(step -> step.show(moment, cluster));
        grains.show(moment, cluster);
        String selected = moment.state().selection();
        boolean kept = steps.stream()
                .anyMatch(step -> step.crumb()
                        .kept(moment.filter())
                        .filter(selected::equals)
                        .isPresent());
        boolean more = !selected.isEmpty() && !kept;
        before.setVisible(more);
        before.setManaged(more);
        object.setVisible(more);
        object.setManaged(more);
        if (more && !Elision.middle(selected, 36).equals(object.getText())) {
            object.setText(Elision.middle(selected, 36));
            object.setAccessibleText("Selected: " + selected);
            told.setText("Selected: " + selected);
            MenuItem leave = new MenuItem("Nothing selected", Icons.of(Icon.X, 14));
            leave.setOnAction(event -> workspace.run(Command.CLOSE));
            object.getItems().setAll(leave);
        }
    }
}
