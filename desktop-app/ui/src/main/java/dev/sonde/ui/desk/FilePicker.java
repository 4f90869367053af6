package dev.sonde.ui.desk;

import dev.sonde.core.settings.UserFolders;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** Asks for a file to open. */
public final class FilePicker {
    private FilePicker() {}

    /** Asks in front of a window, beginning in a folder, and opens what was chosen. */
    public static void open(Desk desk, Window owner, Path folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a recording or a capture");
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter(
                                "Recordings and captures", "*.sonde", "*.pcap", "*.pcapng", "*.pcap.gz", "*.pcapng.gz"),
                        new ExtensionFilter("All files", "*"));
        if (Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        File chosen = chooser.showOpenDialog(owner);
        if (chosen != null) {
            desk.openFile(chosen.toPath());
        }
    }

    /** Asks for a kubeconfig in front of a window. */
    public static Optional<Path> kubeconfig(Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Choose a kubeconfig");
        Path folder = UserFolders.home().resolve(".kube");
        if (Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(File::toPath);
    }
}
