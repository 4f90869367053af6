package dev.sonde.ui.sessions;

import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.SearchWords;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.tip.Tip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** The recordings. Owned by the FX thread. */
final class RecordingsTable {
    private final Look look;
    private final Grid<RecordedFile> grid =
            new Grid<>("Recordings", (one, other) -> one.file().equals(other.file()));
    private List<RecordedFile> all = List.of();
    private SearchWords search = new SearchWords("");
    private String order = "when";
    private boolean descending = true;

    RecordingsTable(Look look) {
        this.look = look;
        grid.setId("recordings");
        grid.column(new Head("Recording", Kind.NAME, 240, "name"), file -> CellText.of(file.name()));
        grid.column(new Head("Recorded", Kind.NUMBER, 172, "when"), file -> RecordingWords.when(file, look.clocks()));
        grid.column(new Head("Length", Kind.NUMBER, 96, "length"), RecordingWords::duration);
        var size =
                grid.column(new Head("Size", Kind.NUMBER, 84, "size"), file -> CellText.of(Sizes.text(file.bytes())));
        grid.column(new Head("Requests", Kind.NUMBER, 88, "requests"), RecordingWords::requests);
        grid.column(new Head("Lost", Kind.NUMBER, 72, "lost"), RecordingWords::lost);
        grid.column(new Head("Ended", Kind.TEXT, 130, "ended"), RecordingWords::ending);
        var places = grid.column(
                new Head("Watched", Kind.TEXT, 130, ""), file -> CellText.muted(RecordingWords.places(file)));
        grid.needs(size, 760);
        grid.needs(places, 900);
        grid.tip(file -> Tip.of(file.name())
                .and("in", String.valueOf(file.file().getParent()))
                .and("recorded", RecordingWords.when(file, look.clocks()).text())
                .and("watched", RecordingWords.places(file))
                .doubting(RecordingWords.remark(file))
                .then("Enter opens it, F2 renames it, Delete puts it into the trash"));
        grid.explain("Lost", "Calls that happened and are not in the recording. Known when it was closed.");
        grid.onSort(order, (key, fromHighest) -> {
            order = key;
            descending = fromHighest;
            refresh();
        });
    }

    Grid<RecordedFile> grid() {
        return grid;
    }

    void show(List<RecordedFile> files) {
        all = files;
        refresh();
    }

    void search(String text) {
        search = new SearchWords(text);
        refresh();
    }

    /** All, in sight or not. */
    List<RecordedFile> all() {
        return all;
    }

    /** The name of the one below it, or above it where it is the last; nothing where it is alone. */
    String beside(RecordedFile file) {
        List<RecordedFile> shown = grid.getItems();
        int at = shown.indexOf(file);
        int next = at + 1 < shown.size() ? at + 1 : at - 1;
        return next < 0 ? "" : shown.get(next).name();
    }

    /** How many are in sight. */
    int count() {
        return grid.getItems().size();
    }

    private void refresh() {
        List<RecordedFile> shown = new ArrayList<>();
        for (RecordedFile file : all) {
            String text = file.name() + " " + RecordingWords.places(file) + " "
                    + RecordingWords.ending(file).text() + " "
                    + RecordingWords.when(file, look.clocks()).text();
            if (search.areIn(text)) {
                shown.add(file);
            }
        }
        shown.sort(descending ? comparator().reversed() : comparator());
        grid.rows(shown);
    }

    private Comparator<RecordedFile> comparator() {
        Comparator<RecordedFile> byName = Comparator.comparing(RecordedFile::name, NameOrder.NAMES);
        return switch (order) {
            case "name" -> byName;
            case "size" -> Comparator.comparingLong(RecordedFile::bytes).thenComparing(byName);
            case "length" -> by(legible -> legible.span().nanos()).thenComparing(byName);
            case "requests" -> by(legible -> legible.counts().exchanges()).thenComparing(byName);
            case "lost" -> by(legible -> legible.counts().lost()).thenComparing(byName);
            case "ended" ->
                Comparator.comparing((RecordedFile file) ->
                                RecordingWords.ending(file).text())
                        .thenComparing(byName);
            default -> Comparator.comparingLong(RecordingWords::began).thenComparing(byName);
        };
    }

    private static Comparator<RecordedFile> by(ToLongFunction<Legible> value) {
        return Comparator.comparingLong(file -> {
            Legible legible = file.legible();
            return legible == null ? -1 : value.applyAsLong(legible);
        });
    }
}
