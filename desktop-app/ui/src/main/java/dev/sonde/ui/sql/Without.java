package dev.sonde.ui.sql;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.States;
import dev.sonde.ui.shell.Nothing;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;

/** What is said where there is no statement in A, and where to find some. */
final class Without {
    private static final int MOST_WAYS = 3;

    private Without() {}

    /** Says it in place of the statements; {@code keep} holds the keyboard while what is said makes room for statements. */
    static Node statements(Workspace workspace, SqlData data, Runnable keep) {
        Moment moment = data.moment();
        Behind behind = data.behind();
        if (!behind.askers().isEmpty()) {
            return States.empty(
                    none(behind),
                    "It asks SQL of others, or what it calls does:",
                    behind.askers().stream()
                            .limit(MOST_WAYS)
                            .map(asker -> way(
                                    workspace, GrainWords.askedBy(moment.state().grain(), asker), asker, keep))
                            .toArray(Node[]::new));
        }
        String read = "Sonde reads MySQL and MariaDB in plain text. ";
        if (moment.filter().isEmpty()) {
            return States.empty("No SQL statement in A", read + Nothing.wayOut(moment));
        }
        return behind.asked().isEmpty()
                ? States.empty("No SQL statement in A matches", Nothing.wayOut(moment))
                : States.empty(
                        none(behind),
                        "It asks none, nor does what it calls, as far as that is watched. " + read
                                + Nothing.wayOut(moment));
    }

    private static String none(Behind behind) {
        return "No SQL of " + String.join(", ", behind.asked()) + " itself in A";
    }

    private static Button way(Workspace workspace, FilterTerm asked, String asker, Runnable keep) {
        Button button = new Button("SQL of " + asker, Icons.of(Icon.DATABASE, 14));
        button.setOnAction(event -> {
            keep.run();
            workspace.open(ViewName.SQL, new Filter(List.of(asked)));
        });
        return button;
    }
}
