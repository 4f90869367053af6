package dev.sonde.ui.shell;

import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Nodes;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The keys that work in the open view, on one sheet. Filled anew whenever it opens. */
final class KeySheet extends VBox {
    private static final double KEY_WIDTH = 84;

    private final Commands commands;
    private final Label title = Nodes.label("", "sd-state-title");
    private final HBox columns = new HBox(28);

    KeySheet(Commands commands) {
        this.commands = commands;
        getStyleClass().add("sd-overlay");
        setSpacing(14);
        getChildren()
                .addAll(
                        title,
                        columns,
                        Nodes.label(
                                "On the timeline a drag moves A, Alt+drag moves B, a click moves the playhead. A drag in a"
                                        + " chart selects time, which A and B take.",
                                "sd-muted"));
        setAccessibleText("Keys of this view");
    }

    /** Shows what works in a view. */
    void fill(String view) {
        title.setText("Keys of " + view);
        columns.getChildren()
                .setAll(
                        new VBox(16, area(Command.Area.FIND), area(Command.Area.SELECTION)),
                        new VBox(16, area(Command.Area.GO), area(Command.Area.VIEWS)),
                        new VBox(16, area(Command.Area.TIME), area(Command.Area.MORE)));
    }

    private VBox area(Command.Area area) {
        GridPane grid = new GridPane(12, 6);
        List<Command> listed = Arrays.stream(Command.values())
                .filter(command -> command.area() == area && !command.key().isEmpty())
                .filter(command -> commands.words(command).isPresent())
                .toList();
        for (int row = 0; row < listed.size(); row++) {
            Label key = Nodes.label(listed.get(row).key(), "sd-key");
            GridPane.setValignment(key, VPos.CENTER);
            HBox box = new HBox(key);
            box.setMinWidth(KEY_WIDTH);
            grid.add(box, 0, row);
            grid.add(Nodes.label(commands.words(listed.get(row)).orElse(""), "sd-secondary"), 1, row);
        }
        VBox box = new VBox(6, Nodes.label(area.title(), "sd-medium", "sd-caption"), grid);
        boolean any = !listed.isEmpty();
        box.setVisible(any);
        box.setManaged(any);
        return box;
    }
}
