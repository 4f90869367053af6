package dev.sonde.ui.desk;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The bar over a page: the way back to the session, where there is one, what the page is, and its tools. */
public final class PageBar extends HBox {
    /** A bar with something behind its title and something in its middle; the rest is as below. */
    public static PageBar around(Node behind, Node middle, String title, Icon icon, @Nullable Runnable back) {
        PageBar bar = new PageBar(title, icon, back);
        bar.getChildren().add(bar.getChildren().size() - 1, behind);
        bar.getChildren().addAll(middle, Nodes.spacer());
        return bar;
    }

    /** A bar; {@code back} leads to the session, or is null where there is none. */
    public PageBar(String title, Icon icon, @Nullable Runnable back, Node... tools) {
        getStyleClass().add("sd-top-bar");
        if (back != null) {
            getChildren().add(Nodes.iconButton(Icon.ARROW_LEFT, "Back to the session (Alt+Left)", back));
        }
        Label name = Nodes.label(title, "sd-strong");
        name.setGraphic(Icons.of(icon, 15));
        name.setGraphicTextGap(6);
        getChildren().addAll(name, Nodes.spacer());
        getChildren().addAll(tools);
    }
}
