package dev.sonde.ui.shell;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterCompletions;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.FilterValue;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.naming.NameOrder;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;

/** A crumb that keeps one value of a field of the filter, and opens the others. Owned by the FX thread. */
final class ScopeCrumb extends MenuButton {
    private static final int LONGEST = 28;
    private static final int MOST = 24;
    /** What crumbs keep, from the outermost on. */
    private static final List<FilterField> DOWNWARDS = List.of(
            FilterField.NAMESPACE, FilterField.NODE, FilterField.SERVICE, FilterField.WORKLOAD, FilterField.POD);

    private final Workspace workspace;
    private final Level level;
    private final Refresher<List<Sibling>> siblings;
    private final Tooltip told = Nodes.tip(this, "");
    private String shown = "";

    /** Something else that could be kept, and how many calls of A it has. */
    private record Sibling(String name, long calls) {}

    /**
     * A level of the way down.
     *
     * @param title what it is
     * @param plural what all of it is
     * @param icon its icon
     * @param field what the filter keeps
     */
    record Level(String title, String plural, Icon icon, FilterField field) {}

    ScopeCrumb(Workspace workspace, Level level) {
        this.workspace = workspace;
        this.level = level;
        siblings = new Refresher<>(workspace.jobs(), "crumbs." + level.title, this::offer, error -> offer(List.of()));
        getStyleClass().addAll("sd-flat", "sd-crumb");
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        setMnemonicParsing(false);
        setGraphic(Icons.of(level.icon, 15));
        setOnShowing(event -> ask());
    }

    void show(Moment moment) {
        String name = kept(moment.filter()).orElse("all " + level.plural);
        if (name.equals(shown)) {
            return;
        }
        shown = name;
        setText(Elision.middle(name, LONGEST));
        told.setText(level.title + ": " + name + ". A click opens the others.");
        setAccessibleText(level.title + ": " + name + ", opens the others");
    }

    /** The one value that the filter keeps, if it is one. */
    Optional<String> kept(Filter filter) {
        return filter.terms().stream()
                .filter(term -> isOurs(term) && !term.negated() && term.values().size() == 1)
                .flatMap(term -> term.values().stream())
                .map(value -> value instanceof FilterValue.Text(String text) ? text : "")
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private boolean isOurs(FilterTerm term) {
        return term.field() == level.field;
    }

    private void ask() {
        Moment moment = workspace.moment();
        if (getItems().isEmpty()) {
            offer(List.of());
        }
        siblings.askAnew(job -> siblings(moment, job));
    }

    /** What has the most calls in A, under what the crumbs before this one keep. */
    private List<Sibling> siblings(Moment moment, CancelToken cancel) {
        Filter filter = new Filter(moment.filter().terms().stream()
                .filter(term -> DOWNWARDS.contains(term.field()) && isBefore(term))
                .toList());
        Map<String, Long> calls = FilterCompletions.values(level.field, moment.snapshot(), moment.a(), filter, cancel);
        return calls.entrySet().stream()
                .map(each -> new Sibling(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Sibling::calls)
                        .reversed()
                        .thenComparing(Sibling::name, NameOrder.NAMES))
                .limit(MOST)
                .toList();
    }

    /** Whether it is of a crumb before this one, or of none. */
    private boolean isBefore(FilterTerm term) {
        int at = DOWNWARDS.indexOf(term.field());
        return at < 0 || at < DOWNWARDS.indexOf(level.field);
    }

    private void offer(List<Sibling> found) {
        List<MenuItem> items = new ArrayList<>();
        MenuItem all = new MenuItem("All " + level.plural, Icons.of(level.icon, 14));
        all.setOnAction(event -> keep(Optional.empty()));
        items.add(all);
        for (Sibling sibling : found) {
            MenuItem item = new MenuItem(
                    sibling.name() + "   " + Counts.of(sibling.calls(), "call") + " in A", Icons.of(level.icon, 14));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> keep(Optional.of(sibling.name())));
            items.add(item);
        }
        getItems().setAll(items);
    }

    /** Another value instead of the one that the filter keeps; what was kept within that one goes with it. */
    private void keep(Optional<String> name) {
        Filter filter = new Filter(workspace.moment().filter().terms().stream()
                .filter(this::isBefore)
                .toList());
        Filter next =
                name.map(text -> filter.and(FilterTerm.is(level.field, text))).orElse(filter);
        workspace.go(state -> state.where(next).selecting(""));
    }
}
