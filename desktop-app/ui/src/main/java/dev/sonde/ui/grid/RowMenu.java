package dev.sonde.ui.grid;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

/**
 * The menu of a row. One order everywhere: open, keep only and exclude, set A and pin B, copy. Nothing in it changes what is
 * watched.
 */
public final class RowMenu {
    private RowMenu() {}

    /**
     * One entry.
     *
     * @param text what it does
     * @param key its key as JavaFX writes it, for example {@code Shift+F}, or empty
     */
    public record Action(String text, String key, Icon icon, Runnable run) {}

    /** A menu of groups with a line between them; the very first entry is the one that Enter takes. */
    public static ContextMenu of(List<List<Action>> groups) {
        List<MenuItem> items = new ArrayList<>();
        for (List<Action> group : groups) {
            if (!items.isEmpty() && !group.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            for (Action action : group) {
                MenuItem item = new MenuItem(action.text(), Icons.of(action.icon(), 14));
                if (!action.key().isEmpty()) {
                    item.setAccelerator(KeyCombination.valueOf(action.key()));
                }
                item.setOnAction(event -> action.run().run());
                if (items.isEmpty()) {
                    item.getStyleClass().add("sd-default");
                }
                items.add(item);
            }
        }
        ContextMenu menu = new ContextMenu(items.toArray(MenuItem[]::new));
        menu.setAutoHide(true);
        return menu;
    }
}
