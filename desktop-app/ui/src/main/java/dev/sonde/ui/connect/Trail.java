package dev.sonde.ui.connect;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.number.Elision;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/** Where a session would be: the context, then what of it is picked. Each crumb leads to where another is chosen. Owned by the FX thread. */
final class Trail extends HBox {
    private static final int LONGEST = 32;
    private static final Icon[] ICONS = {Icon.SHIP_WHEEL, Icon.PACKAGE};

    private final List<Runnable> ways;
    private List<String> shown = List.of();

    /** A trail; {@code ways} lead to where each of its crumbs is chosen. */
    Trail(Runnable... ways) {
        super(2);
        this.ways = List.of(ways);
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setId("trail");
    }

    /** Shows the crumbs that there are. */
    void show(List<String> names) {
        if (names.equals(shown)) {
            return;
        }
        shown = List.copyOf(names);
        getChildren().clear();
        for (int i = 0; i < names.size(); i++) {
            Button crumb = new Button(Elision.middle(names.get(i), LONGEST), Icons.of(ICONS[i], 15));
            crumb.setMnemonicParsing(false);
            crumb.getStyleClass().addAll("sd-flat", "sd-crumb");
            crumb.setAccessibleText("Choose another than " + names.get(i));
            crumb.setMinWidth(0);
            Runnable way = ways.get(i);
            crumb.setOnAction(event -> way.run());
            getChildren().addAll(Icons.of(Icon.CHEVRON_RIGHT, 14, "sd-muted"), crumb);
        }
    }
}
