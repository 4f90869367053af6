package dev.sonde.ui.map;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.job.JobWork;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Query;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Grouping;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.map.Scenery.Emphasis;
import dev.sonde.ui.map.layout.Box;
import dev.sonde.ui.map.layout.Placement;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.shell.Nothing;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.Doubt;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The Map. Owned by the FX thread. */
public final class MapView implements View, Hands.Wishes, FindBar.Results {
    private static final double INSPECTOR = 340;
    private static final double ROOM_FOR_BOTH = 1080;

    private final Workspace workspace;
    private final MapCanvas canvas;
    private final FindBar find = new FindBar(this);
    private final Headline headline;
    private final MapTools tools;
    private final MapMenus menus;
    private final Inspector inspector;
    private final Panel mapPanel;
    private final Panel inspectorPanel;
    private final ViewFrame<MapData> view;
    private Frame frame = Frame.OWN;
    private Grain grain = Grain.SERVICE;
    private Placement placement = Placement.NONE;
    private Set<String> standing = Set.of();
    private Set<String> found = Set.of();
    private boolean anew;
    private boolean moving;

    /** A Map of a workspace. */
    public MapView(Workspace workspace) {
        this.workspace = workspace;
        canvas = new MapCanvas(workspace.look(), workspace.painting());
        new Hands(canvas, this);
        headline = new Headline(path -> emphasize(), this::arrange);
        tools = new MapTools(canvas, find, this::arrange, change -> setUp(change.apply(frame)));
        menus = new MapMenus(workspace, canvas, this::open, this::arrange, this::setUp);
        inspector = new Inspector(workspace, this::select);
        inspector.onOpen(this::open);
        StackPane.setAlignment(find, Pos.TOP_LEFT);
        StackPane.setMargin(find, new Insets(10));
        StackPane layers = new StackPane(canvas, find);
        VBox.setVgrow(layers, Priority.ALWAYS);
        layers.setMinSize(0, 0);
        mapPanel = new Panel("Service map", new VBox(headline, layers));
        mapPanel.getStyleClass().add("sd-inset");
        mapPanel.tools(tools.nodes());
        inspectorPanel = new Panel("Map", inspector);
        inspectorPanel.tools(inspector.health());
        inspectorPanel.setMinWidth(INSPECTOR);
        inspectorPanel.setMaxWidth(INSPECTOR);
        inspectorPanel.setPrefWidth(INSPECTOR);
        HBox content = new HBox(12, mapPanel, inspectorPanel);
        HBox.setHgrow(mapPanel, Priority.ALWAYS);
        mapPanel.setMinWidth(0);
        view = new ViewFrame<>(
                workspace, "map", new ViewFrame.Body(content, canvas), this::question, this::draw, this::fail);
        view.asking(this::asked);
        view.node().widthProperty().subscribe(width -> fit());
        canvas.onSettled(camera -> keep(frame.seen(camera)));
    }

    @Override
    public ViewName name() {
        return ViewName.MAP;
    }

    @Override
    public Node node() {
        return view.node();
    }

    @Override
    public void dress() {
        view.dress();
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public List<FilterTerm> selected() {
        return element().map(this::terms).orElse(List.of());
    }

    @Override
    public Map<Command, String> commands() {
        return Map.of(
                Command.REQUESTS, "Requests of the node or edge",
                Command.SQL, "SQL of the node or edge",
                Command.FIND, "Find on the map",
                Command.WALK, Command.WALK.title(),
                Command.WALK_EDGE, Command.WALK_EDGE.title(),
                Command.ZOOM_IN, "Zoom the map in",
                Command.ZOOM_OUT, "Zoom the map out",
                Command.ZOOM_ALL, "The whole map");
    }

    @Override
    public Optional<Query> table(Moment moment) {
        return Optional.of(Query.of("edges")
                .by(By.of(moment.state().grain()))
                .in(moment.a())
                .where(moment.filter()));
    }

    @Override
    public boolean run(Command command) {
        if (command == Command.FIND) {
            find.open();
            return true;
        }
        if (command == Command.REQUESTS && element().isPresent()) {
            workspace.open(ViewName.REQUESTS, kept(terms(element().get())));
            return true;
        }
        if (command == Command.SQL && element().isPresent()) {
            workspace.open(ViewName.SQL, kept(element().get().statements(grain)));
            return true;
        }
        // Zooming and walking are the hands' on the map itself.
        return false;
    }

    @Override
    public boolean clearSelection() {
        if (find.close()) {
            return true;
        }
        if (headline.showAll()) {
            emphasize();
            return true;
        }
        boolean had = !workspace.moment().state().selection().isEmpty();
        if (had) {
            select("");
        }
        return had;
    }

    @Override
    public void show(Moment moment) {
        grain(moment.state().grain());
        frame(Frame.read(moment.state().frame()));
        emphasize();
        fit();
        boolean other = view.show(moment);
        moving |=
                other && !canvas.picture().nodes().isEmpty() && !frame.opened().isEmpty();
    }

    private JobWork<MapData> question(Moment moment) {
        MapData.Wish wish = wish();
        return job -> MapData.of(moment, wish, job);
    }

    /** Where the map is looked at is nothing that is computed. */
    private String asked(Moment moment) {
        return moment.state().asked().framed("").toString() + frame.mode() + frame.opened() + frame.closed();
    }

    private MapData.Wish wish() {
        Set<String> keep = frame.mode() == Grouping.Mode.AUTO ? standing : Set.of();
        Grouping grouping = new Grouping(frame.mode(), frame.opened(), frame.closed(), keep);
        return new MapData.Wish(grain, grouping, placement, anew);
    }

    /** Told apart by something else, all nodes are others. */
    private void grain(Grain wanted) {
        if (wanted != grain) {
            grain = wanted;
            standing = Set.of();
            anew = true;
            moving = true;
        }
    }

    /** Takes up how the address says the map is set up. */
    private void frame(Frame wanted) {
        if (wanted.equals(frame)) {
            return;
        }
        boolean regrouped = !wanted.groupsAs(frame);
        frame = wanted;
        moving |= regrouped;
        // Another set of nodes is another map: it is arranged for itself.
        anew |= regrouped;
        canvas.label(wanted.label());
        tools.show(wanted);
        canvas.restore(wanted.camera());
    }

    private void keep(Frame next) {
        frame = next;
        if (!next.text().equals(workspace.moment().state().frame())) {
            workspace.replace(state -> state.framed(next.text()));
        }
    }

    /** Another way to group or to label is a step that Back undoes. */
    private void setUp(Frame next) {
        workspace.go(state -> state.framed(next.text()));
    }

    private void arrange() {
        anew = true;
        moving = true;
        canvas.fit(true);
        view.again();
    }

    private void draw(MapData data) {
        List<Runnable> pieces = List.of(() -> drawMap(data), () -> inspect(data));
        if (moving) {
            view.drawAtOnce(pieces);
        } else {
            view.draw(pieces);
        }
    }

    private void inspect(MapData data) {
        Element element = data.detail().element();
        inspectorPanel.title(element == null ? "Map" : element.title());
        inspectorPanel.note(element == null ? "nothing selected" : "");
        inspector.show(data.moment(), data.detail(), data.picture().network());
    }

    private void drawMap(MapData data) {
        Picture picture = data.picture();
        CallGraph graph = picture.network().calls();
        placement = picture.placement();
        standing = graph.groups();
        anew = false;
        boolean compared = data.moment().b() != null;
        mapPanel.uncover();
        mapPanel.note(Counts.of(graph.insideCount(), graph.grain().toString()) + ", " + graph.outsideCount()
                + " outside, " + Counts.of(graph.edges().size(), "edge"));
        canvas.show(picture, compared, moving);
        moving = false;
        find.in(picture);
        headline.show(picture, compared);
        emphasize();
        if (graph.nodes().isEmpty()) {
            mapPanel.cover(Nothing.matched(data.moment()));
        }
    }

    private void fail(SondeException error) {
        mapPanel.cover(States.error(error));
    }

    private Optional<Element> element() {
        return Element.of(
                canvas.picture().network().calls(), workspace.moment().state().selection());
    }

    private List<FilterTerm> terms(Element element) {
        return element.terms(canvas.picture().network().calls().grain());
    }

    private void emphasize() {
        Optional<Element> element = element();
        CallNetwork network = canvas.picture().network();
        Set<String> path = headline.shown();
        Set<String> related =
                !path.isEmpty() ? path : element.map(network::related).orElse(Set.of());
        String selected = element.map(Element::id).orElse("");
        canvas.emphasize(new Emphasis(selected, canvas.emphasis().hovered(), related, found));
        canvas.say("Map, " + Counts.of(network.calls().nodes().size(), "node")
                + element.map(e -> ". " + e.title() + ", " + HealthWords.word(e.health()) + ". "
                                + MapTip.figures(e.figures()).replace("\n", ", "))
                        .orElse(""));
    }

    /** Where there is not room for both, the inspector is there while something is selected. */
    private void fit() {
        double width = view.node().getWidth();
        boolean room = width == 0 || width > ROOM_FOR_BOTH;
        boolean needed = room || !workspace.moment().state().selection().isEmpty();
        inspectorPanel.setVisible(needed);
        inspectorPanel.setManaged(needed);
    }

    @Override
    public void select(String id) {
        if (!id.equals(workspace.moment().state().selection())) {
            workspace.replace(state -> state.selecting(id));
        }
    }

    @Override
    public void open(Element element) {
        if (element instanceof Element.OfIsland(var island)) {
            setUp(frame.closing(island.id()));
            return;
        }
        if (element.canTurn()) {
            setUp(frame.opening(element.id()));
            return;
        }
        workspace.open(ViewName.REQUESTS, kept(terms(element)));
    }

    private Filter kept(List<FilterTerm> terms) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : terms) {
            filter = filter.and(term);
        }
        return filter;
    }

    @Override
    public void menu(Element element, double screenX, double screenY) {
        menus.of(element, terms(element), frame).show(canvas, screenX, screenY);
    }

    @Override
    public void menu(double screenX, double screenY) {
        menus.ofMap(frame).show(canvas, screenX, screenY);
    }

    @Override
    public String doubt(long calls) {
        Moment moment = workspace.moment();
        return Doubt.of(moment, moment.a(), calls);
    }

    @Override
    public void found(Set<String> names) {
        found = names;
        emphasize();
    }

    @Override
    public void go(String name) {
        select(name);
        Box place = canvas.picture().place(name);
        if (place != null) {
            canvas.reveal(place);
        }
    }

    @Override
    public void closed() {
        canvas.requestFocus();
    }
}
