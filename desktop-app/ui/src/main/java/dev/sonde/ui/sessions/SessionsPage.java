package dev.sonde.ui.sessions;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.library.FileManager;
import dev.sonde.core.library.Library;
import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.Trash;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.themes.Icon;
import dev.sonde.ui.desk.FilePicker;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.desk.PageBar;
import dev.sonde.ui.desk.PageContext;
import dev.sonde.ui.grid.ColumnMenu;
import dev.sonde.ui.grid.RowMenu;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.workspace.Refresher;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was recorded on this computer: opened, found, renamed, thrown away. Owned by the FX thread. */
public final class SessionsPage implements Page {
    private final PageContext context;
    private final Library library;
    private final RecordingsTable table;
    private final RecordingDetail detail;
    private final TextField search = new TextField();
    private final Panel list;
    private final Panel about;
    private final NoticeStrip strip;
    private final Deeds deeds;
    private final VBox root;
    private final Refresher<List<RecordedFile>> reader;
    private boolean seen;
    private boolean waiting;
    private String wanted = "";

    /** The page. */
    public SessionsPage(PageContext context) {
        this(context, Trash.ofUser());
    }

    SessionsPage(PageContext context, Trash trash) {
        this.context = context;
        library = context.library();
        table = new RecordingsTable(context.look());
        detail = new RecordingDetail(context.look());
        list = new Panel("Recordings", table.grid());
        about = new Panel("Recording", detail);
        strip = new NoticeStrip(table.grid()::requestFocus);
        deeds = new Deeds(context.desk().jobs(), library, trash, strip, this::changed);
        reader = new Refresher<>(context.desk().jobs(), "sessions.list", this::show, this::fail);
        search.setPromptText("Search by name, date, machine or state");
        search.setAccessibleText("Search recordings");
        search.setId("search-recordings");
        search.textProperty().subscribe(text -> {
            table.search(text);
            count();
        });
        search.addEventFilter(KeyEvent.KEY_PRESSED, this::leaveSearch);
        table.grid().onSelect(this::select);
        table.grid().onOpen(file -> open());
        table.grid().onMenu(this::menu);
        table.grid().addEventHandler(KeyEvent.KEY_PRESSED, this::key);
        about.setMinWidth(280);
        about.setPrefWidth(340);
        about.setMaxWidth(340);
        root = layOut();
        select(null);
    }

    private VBox layOut() {
        Button openFile = new Button("Open a file…", Icons.of(Icon.FOLDER_OPEN, 14));
        openFile.setOnAction(
                event -> FilePicker.open(context.desk(), openFile.getScene().getWindow(), library.folder()));
        list.tools(ColumnMenu.button(table.grid()), Nodes.iconButton(Icon.REFRESH_CW, "Look again", this::opened));
        HBox body = new HBox(12, list, about);
        HBox.setHgrow(list, Priority.ALWAYS);
        VBox.setVgrow(body, Priority.ALWAYS);
        VBox content = new VBox(12, search, body, strip);
        content.getStyleClass().add("sd-body");
        VBox.setVgrow(content, Priority.ALWAYS);
        VBox page = new VBox(new PageBar("Sessions", Icon.FILM, context.back(), openFile), content);
        page.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.F && event.isShortcutDown()) {
                search.requestFocus();
                event.consume();
            }
            boolean undo = event.getCode() == KeyCode.Z && event.isShortcutDown();
            if (undo && !search.isFocused() && strip.act()) {
                event.consume();
            }
        });
        return page;
    }

    @Override
    public ViewName name() {
        return ViewName.SESSIONS;
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public void opened() {
        if (seen) {
            list.loading(true);
        } else {
            list.cover(States.loading("Looking into " + Elision.atHome(library.folder()) + "…"));
        }
        reader.ask(job -> library.list(job, job::progress));
    }

    @Override
    public void focus() {
        // What is covered takes no focus: it gets the keyboard as soon as there is something in it.
        waiting = !seen;
        table.grid().requestFocus();
    }

    /** What is found is chosen from in the table. */
    private void leaveSearch(KeyEvent event) {
        boolean down = event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER;
        if (!down || table.count() == 0) {
            return;
        }
        if (selected() == null) {
            table.grid().getSelectionModel().clearAndSelect(0);
        }
        table.grid().requestFocus();
        event.consume();
    }

    private void changed(String name) {
        wanted = name;
        opened();
    }

    @Override
    public void look(String name) {
        wanted = name;
        selectWanted();
    }

    /** What is to be looked at is selected as soon as it is listed. */
    private void selectWanted() {
        for (int i = 0; !wanted.isEmpty() && i < table.grid().getItems().size(); i++) {
            if (table.grid().getItems().get(i).name().equals(wanted)) {
                wanted = "";
                table.grid().getSelectionModel().clearAndSelect(i);
            }
        }
    }

    @Override
    public boolean escape() {
        if (strip.dismiss()) {
            return true;
        }
        if (!search.getText().isEmpty()) {
            search.clear();
            return true;
        }
        return false;
    }

    private void show(List<RecordedFile> files) {
        seen = true;
        list.loading(false);
        table.show(files);
        selectWanted();
        count();
        if (waiting) {
            waiting = false;
            if (!search.isFocused()) {
                table.grid().requestFocus();
            }
        }
        if (files.isEmpty()) {
            list.cover(States.empty(
                    "No recordings yet",
                    "Everything that is watched live is recorded, into " + Elision.atHome(library.folder())
                            + ". Start from Connect, or open a file that somebody sent you."));
        }
    }

    private void count() {
        if (!seen) {
            return;
        }
        List<RecordedFile> shown = table.grid().getItems();
        String which = shown.size() == table.all().size()
                ? Counts.of(shown.size(), "recording")
                : Counts.text(shown.size()) + " of " + Counts.of(table.all().size(), "recording");
        long bytes = shown.stream().mapToLong(RecordedFile::bytes).sum();
        list.note(which + ", " + Sizes.text(bytes) + " in " + Elision.atHome(library.folder()));
        if (table.count() == 0 && !search.getText().isEmpty()) {
            list.cover(States.empty(
                    "No recording matches '" + search.getText().strip() + "'", "Press Esc to see all of them."));
        } else {
            list.uncover();
        }
    }

    private void fail(SondeException error) {
        list.loading(false);
        list.cover(States.error(error));
    }

    private @Nullable RecordedFile selected() {
        return table.grid().selected();
    }

    private void select(@Nullable RecordedFile file) {
        detail.show(file);
        if (file == null) {
            about.tools();
            return;
        }
        boolean free = isFree(file);
        Button open = new Button("Open");
        open.getStyleClass().add("sd-primary-button");
        open.setOnAction(event -> open());
        open.setDisable(file.legible() == null);
        Button rename = Nodes.iconButton(Icon.PENCIL, "Rename (F2)", () -> deeds.rename(file));
        Button remove = Nodes.iconButton(Icon.TRASH, "Put into the trash (Delete)", () -> remove(file));
        rename.setDisable(!free);
        remove.setDisable(!free);
        about.tools(
                Nodes.iconButton(Icon.FOLDER_OPEN, "Show in the file manager", () -> reveal(file)),
                rename,
                remove,
                open);
    }

    /** What is being written belongs to its writer. */
    private static boolean isFree(RecordedFile file) {
        return !(file.legible() != null && file.legible().ending() instanceof Ending.BeingWritten);
    }

    private void open() {
        RecordedFile file = selected();
        if (file != null) {
            context.desk().openFile(file.file());
        }
    }

    private void remove(RecordedFile file) {
        deeds.remove(file, table.beside(file));
    }

    private void reveal(RecordedFile file) {
        deeds.run("reveal", () -> FileManager.reveal(file.file()));
    }

    private void key(KeyEvent event) {
        RecordedFile file = selected();
        if (file == null || !isFree(file)) {
            return;
        }
        switch (event.getCode()) {
            case F2 -> deeds.rename(file);
            case DELETE -> remove(file);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private List<List<RowMenu.Action>> menu(RecordedFile file) {
        RowMenu.Action show = new RowMenu.Action("Show in the file manager", "", Icon.FOLDER_OPEN, () -> reveal(file));
        List<RowMenu.Action> look = file.legible() == null
                ? List.of(show)
                : List.of(new RowMenu.Action("Open", "Enter", Icon.PLAY, this::open), show);
        List<RowMenu.Action> change = isFree(file)
                ? List.of(
                        new RowMenu.Action("Rename…", "F2", Icon.PENCIL, () -> deeds.rename(file)),
                        new RowMenu.Action("Put into the trash", "Delete", Icon.TRASH, () -> remove(file)))
                : List.of();
        return List.of(
                look,
                change,
                List.of(new RowMenu.Action(
                        "Copy the path",
                        "",
                        Icon.COPY,
                        () -> States.copy(file.file().toString()))));
    }
}
