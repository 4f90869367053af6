package dev.sonde.ui.shell;

import dev.sonde.core.store.Grain;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;

/** Says by what all views tell those who talk apart, and changes it. In a cluster only. Owned by the FX thread. */
final class GrainMenu extends MenuButton {
    private final Map<Grain, RadioMenuItem> items = new EnumMap<>(Grain.class);

    GrainMenu(Workspace workspace) {
        getStyleClass().addAll("sd-flat", "sd-crumb", "sd-grain");
        setId("grain");
        setMinWidth(USE_PREF_SIZE);
        setMnemonicParsing(false);
        ToggleGroup one = new ToggleGroup();
        for (Grain grain : Grain.values()) {
            RadioMenuItem item = new RadioMenuItem("By " + grain + about(grain));
            item.setToggleGroup(one);
            item.setOnAction(event -> workspace.tellApart(grain));
            items.put(grain, item);
            getItems().add(item);
        }
        Nodes.tip(this, Command.GRAIN.tip());
    }

    private static String about(Grain grain) {
        return switch (grain) {
            case SERVICE -> "   what answers under one name";
            case WORKLOAD -> "   Deployments, StatefulSets …";
            case POD -> "   each by itself";
            case NODE -> "   where it runs";
        };
    }

    void show(Moment moment, boolean cluster) {
        setVisible(cluster);
        setManaged(cluster);
        Grain grain = moment.state().grain();
        String text = "by " + grain;
        if (!text.equals(getText())) {
            setText(text);
            setAccessibleText("Told apart by " + GrainWords.title(grain) + ", opens the other ways");
        }
        RadioMenuItem item = items.get(grain);
        if (item != null) {
            item.setSelected(true);
        }
    }

    /** The one after another, and after the last the first. */
    static Grain after(Grain grain) {
        List<Grain> all = List.of(Grain.values());
        return all.get((all.indexOf(grain) + 1) % all.size());
    }
}
