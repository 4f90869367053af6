package dev.sonde.ui.map;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/** Finds nodes and namespaces by a part of their name, also what is in groups. Owned by the FX thread. */
final class FindBar extends HBox {
    private final TextField field = new TextField();
    private final Label count = Nodes.label("", "sd-caption", "sd-muted");
    private final Results results;
    private List<String> found = List.of();
    private Picture picture = Picture.EMPTY;
    private int at = -1;

    /** Who is told of what was found. */
    interface Results {
        /** Names of nodes to mark. */
        void found(Set<String> names);

        /** The one to look at. */
        void go(String name);

        /** The search is over. */
        void closed();
    }

    FindBar(Results results) {
        super(8);
        this.results = results;
        getStyleClass().add("sd-find");
        setVisible(false);
        setManaged(false);
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        field.setId("map-find");
        field.setPromptText("Find on the map");
        field.setAccessibleText("Find on the map");
        field.setPrefColumnCount(18);
        count.setMinWidth(64);
        getChildren()
                .addAll(
                        Icons.of(Icon.SEARCH, 14, "sd-muted"),
                        field,
                        count,
                        Nodes.iconButton(Icon.X, "Close (Esc)", this::close));
        field.textProperty().subscribe(text -> search());
        field.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    void open() {
        setVisible(true);
        setManaged(true);
        field.requestFocus();
        field.selectAll();
        search();
    }

    /** Closes it; says whether it was open. */
    boolean close() {
        boolean was = isVisible();
        setVisible(false);
        setManaged(false);
        if (was) {
            results.found(Set.of());
            results.closed();
        }
        return was;
    }

    void in(Picture newPicture) {
        picture = newPicture;
        if (isVisible()) {
            String now = at >= 0 && at < found.size() ? found.get(at) : "";
            match();
            at = found.indexOf(now);
        }
    }

    private void search() {
        if (isVisible()) {
            match();
            at = -1;
        }
    }

    private void match() {
        String wanted = field.getText().strip().toLowerCase(Locale.ROOT);
        found = wanted.isEmpty() ? List.of() : matching(wanted);
        count.setText(wanted.isEmpty() ? "" : found.isEmpty() ? "none" : Counts.text(found.size()) + " found");
        results.found(Set.copyOf(found));
    }

    /** Namespaces first, by what people call them. */
    private List<String> matching(String wanted) {
        Stream<String> islands = picture.islands().stream()
                .map(Picture.DrawnIsland::island)
                .filter(island -> contains(island.namespace(), wanted))
                .map(island -> island.id());
        Stream<String> nodes = picture.nodes().stream()
                .map(Picture.DrawnNode::node)
                .filter(node -> contains(node.title(), wanted)
                        || node.members().stream().anyMatch(name -> contains(name, wanted)))
                .map(node -> node.name());
        return Stream.concat(islands, nodes).toList();
    }

    private void key(KeyEvent event) {
        boolean next = event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN;
        boolean previous = event.getCode() == KeyCode.UP;
        if ((next || previous) && !found.isEmpty()) {
            at = Math.floorMod(at + (next && !event.isShiftDown() ? 1 : -1), found.size());
            count.setText((at + 1) + " of " + found.size());
            results.go(found.get(at));
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
        }
    }

    private static boolean contains(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part);
    }
}
