package dev.sonde.ui.look;

import dev.sonde.themes.Icon;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.util.Duration;

/** Small parts that every view is made of. */
public final class Nodes {
    /** How long the pointer rests before a tooltip shows. */
    public static final Duration TOOLTIP_DELAY = Duration.millis(350);

    private Nodes() {}

    /** A label with style classes. */
    public static Label label(String text, String... styleClasses) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styleClasses);
        return label;
    }

    /** A piece of text in a flow, with style classes. */
    public static Text text(String content, String... styleClasses) {
        Text text = new Text(content);
        text.getStyleClass().add("text");
        text.getStyleClass().addAll(styleClasses);
        return text;
    }

    /**
     * Leaves a node at most one of some style classes, or for an empty one none. One that is taken away and given again would
     * cost as much as another.
     */
    public static void restyle(Node node, String wanted, List<String> among) {
        for (String style : among) {
            boolean has = node.getStyleClass().contains(style);
            if (has && !style.equals(wanted)) {
                node.getStyleClass().remove(style);
            } else if (!has && style.equals(wanted)) {
                node.getStyleClass().add(style);
            }
        }
    }

    /** Takes the room that is left. */
    public static Region spacer() {
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    /** A thin line between rows. */
    public static Region rule() {
        Region rule = new Region();
        rule.getStyleClass().add("sd-rule");
        return rule;
    }

    /** A button with an icon only; {@code name} is for assistive technology and the tooltip. */
    public static Button iconButton(Icon icon, String name, Runnable action) {
        Button button = new Button("", Icons.of(icon, 16));
        button.getStyleClass().add("sd-flat");
        button.setAccessibleText(name);
        button.setOnAction(event -> action.run());
        tip(button, name);
        return button;
    }

    /** Explains a node when the pointer rests on it. The text may be changed later. */
    public static Tooltip tip(Node node, String text) {
        Tooltip tooltip = new Hint(node, text);
        Tooltip.install(node, tooltip);
        return tooltip;
    }
}
