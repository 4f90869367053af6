package dev.sonde.ui.shell;

import dev.sonde.core.export.TableFile;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.SaveDialog;
import dev.sonde.ui.workspace.Workspace;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/** Writes the table of a view to a file that the user names. Owned by the FX thread. */
final class Export {
    private final Workspace workspace;
    private final Refresher<String> writer;

    /** Says by {@code say} what came of it. */
    Export(Workspace workspace, Consumer<String> say) {
        this.workspace = workspace;
        writer = new Refresher<>(workspace.jobs(), "export", say, error -> say.accept(error.oneLine()));
    }

    void ask(Query query, Window owner) {
        Moment moment = workspace.moment();
        SaveDialog dialog = workspace.saveDialog().orElse(Export::choose);
        dialog.ask(owner, name(moment.state().view())).ifPresent(file -> {
            Snapshot snapshot = moment.snapshot();
            writer.ask(job -> {
                Table table = Tables.run(snapshot, query, job);
                TableFile.write(table, file);
                return Counts.of(table.rowCount(), "row") + " written to " + file;
            });
        });
    }

    private static String name(ViewName view) {
        return view.name().toLowerCase(Locale.ROOT) + ".csv";
    }

    private static Optional<Path> choose(Window owner, String name) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Export the view");
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters()
                .setAll(
                        new ExtensionFilter("CSV", "*.csv"),
                        new ExtensionFilter("JSON, one array", "*.json"),
                        new ExtensionFilter("JSON, an object a line", "*.jsonl"));
        return Optional.ofNullable(chooser.showSaveDialog(owner)).map(File::toPath);
    }
}
