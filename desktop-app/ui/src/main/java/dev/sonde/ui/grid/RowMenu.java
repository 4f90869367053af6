package dev.sonde.ui.grid;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

/**
 * The menu of a row. One order everywhere: open, keep only and exclude, go to, difference, set A and pin B, note, copy. Nothing in
 * it changes what is watched.
 */
public final class RowMenu {
    private RowMenu() {}

    /**
     * One entry.
     *
     * @param text what it does
     * @param key its key as people read it, for example {@code Shift+F}, or empty
     */
    public record Action(String text, String key, Icon icon, Runnable run) {}

    /**
     * A menu of groups with a line between them; the first group opens something, and its first entry is what Enter does. A last group of more than
     * two, which is what can be copied, is a menu of its own, so that the whole stays short.
     */
    public static ContextMenu of(List<List<Action>> groups) {
        return new ContextMenu(items(groups).toArray(MenuItem[]::new));
    }

    /** The same, with what it is about over it. */
    public static ContextMenu of(String about, List<List<Action>> groups) {
        MenuItem head = new MenuItem(about);
        head.setDisable(true);
        head.setMnemonicParsing(false);
        head.getStyleClass().add("sd-menu-head");
        ContextMenu menu = of(groups);
        menu.getItems().addFirst(head);
        return menu;
    }

    private static List<MenuItem> items(List<List<Action>> groups) {
        List<MenuItem> items = new ArrayList<>();
        for (List<Action> group : groups) {
            if (!items.isEmpty() && !group.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            if (group.size() > 2 && group.equals(groups.getLast())) {
                Menu more = new Menu("Copy", Icons.of(Icon.COPY, 14));
                group.forEach(action -> more.getItems().add(item(action, without(action.text(), "Copy "))));
                items.add(more);
                continue;
            }
            for (Action action : group) {
                MenuItem item = item(action, action.text());
                if (items.isEmpty() && group.equals(groups.getFirst())) {
                    item.getStyleClass().add("sd-default");
                }
                items.add(item);
            }
        }
        return items;
    }

    private static MenuItem item(Action action, String text) {
        MenuItem item = new MenuItem(text, Icons.of(action.icon(), 14));
        // Names of people's things have underscores, which would be taken for keys.
        item.setMnemonicParsing(false);
        if (!action.key().isEmpty()) {
            item.setAccelerator(KeyCombination.valueOf(action.key().replaceAll("Ctrl|Cmd", "Shortcut")));
        }
        item.setOnAction(event -> action.run().run());
        return item;
    }

    private static String without(String text, String beginning) {
        String rest = text.startsWith(beginning) ? text.substring(beginning.length()) : text;
        return rest.isEmpty() ? text : Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
    }
}
