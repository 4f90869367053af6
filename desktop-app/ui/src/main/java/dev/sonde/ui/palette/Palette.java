package dev.sonde.ui.palette;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.navigation.NavigationLink;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Note;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.palette.Entry.Detail;
import dev.sonde.ui.palette.Entry.Kind;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Finds commands and objects by a few letters of their names. Objects are those of window A. The field keeps the keyboard:
 * arrows move in the list below it, Enter opens, Esc leaves. Owned by the FX thread.
 */
public final class Palette extends VBox {
    private static final double WIDTH = 680;
    private static final double ROW = 30;
    private static final int ROWS_IN_SIGHT = 13;
    private static final int MOST = 200;

    private final Workspace workspace;
    private final Supplier<List<Entry>> commands;
    private final Predicate<ViewName> has;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final Label none = Nodes.label("", "sd-muted");
    private final Refresher<List<Entry>> collector;
    private final Refresher<Found> finder;
    private List<Entry> all = List.of();
    /** What was typed when what is in sight was found; null before anything is. */
    private @Nullable String shown;

    /** Enter was pressed before what is typed was found. */
    private boolean entered;

    private record Found(String query, List<Entry> entries) {}

    /**
     * A palette.
     *
     * @param commands commands that can be done now
     * @param has says whether the window has a view
     * @param close closes it
     */
    public Palette(Workspace workspace, Supplier<List<Entry>> commands, Predicate<ViewName> has, Runnable close) {
        this.workspace = workspace;
        this.commands = commands;
        this.has = has;
        this.close = close;
        collector = new Refresher<>(workspace.jobs(), "palette.objects", this::collected, error -> all = List.of());
        finder = new Refresher<>(workspace.jobs(), "palette.find", this::found, this::refuse);
        setId("palette");
        getStyleClass().addAll("sd-overlay", "sd-palette");
        setPrefWidth(WIDTH);
        setAccessibleText("Commands and objects");
        field.setId("palette-field");
        field.setPromptText("A command, a service, an endpoint, a statement, a process, a filter, or a link");
        field.setAccessibleText("Find a command or an object");
        field.textProperty().subscribe(text -> {
            entered = false;
            find();
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        list.setId("palette-list");
        list.setAccessibleText("Found");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * ROWS_IN_SIGHT + 2);
        list.setPlaceholder(none);
        list.setCellFactory(view -> new EntryCell());
        list.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                take();
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox head = new HBox(8, Icons.of(Icon.SEARCH, 15), field);
        head.getStyleClass().add("sd-palette-head");
        getChildren().addAll(head, list);
    }

    /** Begins anew, with the keyboard in the field. */
    public void open() {
        Moment moment = workspace.moment();
        all = known(List.of());
        shown = null;
        field.clear();
        field.requestFocus();
        find();
        collector.askAnew(job -> Objects.of(workspace, moment, job));
    }

    private void collected(List<Entry> objects) {
        all = known(objects);
        find();
    }

    private List<Entry> known(List<Entry> objects) {
        List<Entry> entries = new ArrayList<>(commands.get());
        for (Filter filter : workspace.recentFilters()) {
            entries.add(new Entry(
                    Kind.FILTER, filter.text(), new Detail("used before", "", 0), () -> workspace.filter(filter)));
        }
        for (Note note : workspace.notes().all()) {
            String time = workspace.clocks().seconds(note.unixNanos());
            entries.add(new Entry(
                    Kind.NOTE,
                    note.text(),
                    new Detail(time, "", 0),
                    () -> workspace.notes().show(note)));
        }
        entries.addAll(objects);
        return entries;
    }

    private void find() {
        String query = field.getText();
        List<Entry> among = all;
        finder.askAnew(job -> new Found(
                query,
                NavigationLink.isLink(query) ? List.of(Links.entry(workspace, has, query)) : best(among, query, job)));
    }

    /** The best matches, the best first. */
    static List<Entry> best(List<Entry> among, String query, CancelToken cancel) {
        record Match(Entry entry, int score) {}
        List<Match> found = new ArrayList<>();
        for (Entry entry : among) {
            cancel.check();
            int score = Fuzzy.score(query, entry.title());
            if (score == Fuzzy.NONE) {
                // What kind it is narrows as well: "service nginx".
                score = Fuzzy.score(query, entry.kind().word() + " " + entry.title());
            }
            if (score != Fuzzy.NONE) {
                found.add(new Match(entry, score));
            }
        }
        if (!query.isBlank()) {
            found.sort(Comparator.comparingInt(Match::score)
                    .thenComparingLong(match -> match.entry().detail().weight())
                    .reversed());
        }
        return found.stream().limit(MOST).map(Match::entry).toList();
    }

    private void found(Found found) {
        shown = found.query();
        show(found.entries());
        if (entered && isShown() && field.isFocused()) {
            take();
        }
    }

    /** Whether what is in sight is what the letters in the field name. */
    private boolean isShown() {
        return field.getText().equals(shown);
    }

    private void refuse(SondeException error) {
        entered = false;
        show(List.of());
        none.setText(error.oneLine());
    }

    private void show(List<Entry> found) {
        none.setText("Nothing is called like that in window A.");
        list.getItems().setAll(found);
        if (!found.isEmpty()) {
            list.getSelectionModel().select(0);
            list.scrollTo(0);
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1);
            case UP -> move(-1);
            case PAGE_DOWN -> move(ROWS_IN_SIGHT - 1);
            case PAGE_UP -> move(1 - ROWS_IN_SIGHT);
            case ENTER -> enter();
            case ESCAPE -> close.run();
            case TAB -> {}
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void move(int by) {
        int size = list.getItems().size();
        if (size == 0) {
            return;
        }
        int now = list.getSelectionModel().getSelectedIndex();
        int next = Math.abs(by) == 1 ? Math.floorMod(now + by, size) : Math.clamp(now + by, 0, size - 1);
        list.getSelectionModel().clearAndSelect(next);
        list.scrollTo(Math.max(0, next - ROWS_IN_SIGHT / 2));
        field.setAccessibleHelp(list.getItems().get(next).title());
    }

    /** Takes what the letters name, also where that is found only now: what is in sight may still be what fewer of them did. */
    private void enter() {
        entered = !isShown();
        if (!entered) {
            take();
        }
    }

    private void take() {
        entered = false;
        Entry entry = list.getSelectionModel().getSelectedItem();
        if (entry != null) {
            close.run();
            entry.run().run();
        }
    }
}
