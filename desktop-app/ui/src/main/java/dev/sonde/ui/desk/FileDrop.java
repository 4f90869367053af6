package dev.sonde.ui.desk;

import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import java.io.File;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Opens a file that is dropped anywhere on the window; the whole window says so while it hangs over it. */
public final class FileDrop extends StackPane {
    private final Desk desk;

    /** For what a desk opens. */
    public FileDrop(Desk desk) {
        this.desk = desk;
        VBox words = new VBox(
                8,
                Icons.of(Icon.FILE_DOWN, 32, "sd-accent"),
                Nodes.label("Drop it to open it", "sd-state-title"),
                Nodes.label(
                        "a recording (.sonde) or a packet capture (.pcap, .pcapng), one at a time", "sd-secondary"));
        words.setAlignment(Pos.CENTER);
        getChildren().add(words);
        getStyleClass().add("sd-drop");
        setVisible(false);
        setMouseTransparent(true);
    }

    /** Listens on a scene. */
    public void install(Scene scene) {
        scene.addEventFilter(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                setVisible(true);
                event.consume();
            }
        });
        scene.addEventFilter(DragEvent.DRAG_EXITED_TARGET, event -> setVisible(false));
        scene.addEventFilter(DragEvent.DRAG_DROPPED, event -> {
            List<File> files = event.getDragboard().getFiles();
            setVisible(false);
            if (!files.isEmpty()) {
                desk.openFiles(files.stream().map(File::toPath).toList());
            }
            event.setDropCompleted(!files.isEmpty());
            event.consume();
        });
    }
}
