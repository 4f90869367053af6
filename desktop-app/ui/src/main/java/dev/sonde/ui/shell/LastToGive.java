package dev.sonde.ui.shell;

import javafx.scene.Node;
import javafx.scene.layout.HBox;

/** Who gives way last where a row has too little room: a row alone takes as much from each of those in it. */
final class LastToGive {
    private LastToGive() {}

    /** The least width of one in a row that gives way only where all others have given what they can. */
    static double least(HBox row, Node last) {
        double others = row.snappedLeftInset() + row.snappedRightInset();
        for (Node each : row.getChildrenUnmodifiable()) {
            others += each.equals(last) ? 0 : each.minWidth(-1) + row.getSpacing();
        }
        return Math.clamp(row.getWidth() - others, 0, last.prefWidth(-1));
    }
}
