package dev.sonde.ui.shell;

import dev.sonde.themes.Icon;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.States;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** One entry of the status bar. Changes on the screen only when its words change, or when there is not room for all of them. */
final class StatusItem extends Button {
    private final String name;
    private final String opening;
    private List<Piece> pieces = List.of();
    private String shown = "";
    private Set<Fold> out = Set.of();

    /** What is left out where there is not room for all, the first to go first. Details say it in any case. */
    enum Fold {
        /** The most memory that agents took. */
        PEAK,
        /** When something was lost last, why and where. */
        LAST_LOSS,
        /** Up to when the recording is safe on disk. */
        SAFE,
        /** The words that say whose cost it is. */
        COST_NAME,
        /** How far clocks may be off. */
        SKEW,
        /** The word of what ends the session; its sign stays. */
        LEAVE,
        /** The name of the recording; its size stays. */
        FILE,
        /** What agents cost. */
        COST,
        /** Of how many requests some were lost. */
        LOST_OF
    }

    /** A piece of text, and what it is left out with. */
    record Piece(Text text, @Nullable Fold fold) {
        /** The same, left out where there is no room for that. */
        Piece folding(Fold with) {
            return new Piece(text, with);
        }

        private boolean isLeftOut(Set<Fold> out) {
            return fold != null && out.contains(fold);
        }
    }

    /** An entry whose click opens its detail. */
    StatusItem(String name) {
        this(name, "Show the detail");
    }

    /** An entry whose click does something else. */
    StatusItem(String name, String opening) {
        this.name = name;
        this.opening = opening;
        getStyleClass().addAll("sd-flat", "sd-status-item");
        setMinWidth(USE_PREF_SIZE);
        setAccessibleText(name);
        setOnContextMenuRequested(this::menu);
    }

    private void menu(ContextMenuEvent event) {
        Action does = new Action(opening, "", Icon.INFO, this::fire);
        Action copy = new Action("Copy value", "", Icon.COPY, () -> States.copy(shown));
        RowMenu.of(List.of(List.of(does), List.of(copy))).show(this, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    static Piece plain(String text) {
        return new Piece(Nodes.text(text), null);
    }

    static Piece value(String text) {
        return new Piece(Nodes.text(text, "sd-value"), null);
    }

    /** Shows an icon or a key, and pieces of text. */
    void show(Node icon, Piece... all) {
        String words = Arrays.stream(all).map(piece -> piece.text().getText()).collect(Collectors.joining());
        if (words.equals(shown)) {
            return;
        }
        shown = words;
        pieces = List.of(all);
        HBox line = new HBox(icon);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setSpacing(6);
        HBox text = new HBox();
        text.getStyleClass().add("sd-status-words");
        pieces.forEach(piece -> text.getChildren().add(piece.text()));
        text.setAlignment(Pos.CENTER_LEFT);
        line.getChildren().add(text);
        leaveOut(out);
        setGraphic(line);
        setAccessibleText(name + ": " + words);
    }

    /** Adds the widths of what can be left out here. */
    void addWidths(Map<Fold, Double> widths) {
        for (Piece piece : pieces) {
            Fold fold = piece.fold();
            if (fold != null) {
                widths.merge(fold, snapSizeX(piece.text().prefWidth(-1)), Double::sum);
            }
        }
    }

    /** Leaves these out, and nothing else. */
    void leaveOut(Set<Fold> folds) {
        out = folds;
        for (Piece piece : pieces) {
            boolean shows = !piece.isLeftOut(folds);
            piece.text().setVisible(shows);
            piece.text().setManaged(shows);
        }
    }
}
