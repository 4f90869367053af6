package dev.sonde.ui.shell;

import dev.sonde.core.filter.Completion;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterCompletions;
import dev.sonde.core.filter.FilterException;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.themes.Icon;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Refresher;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The one filter of all views: its terms, and a field in which they are typed and completed. Owned by the FX thread. */
final class FilterBar extends HBox {
    private static final int COMPLETIONS = 9;
    private static final double LEAST = 280;
    private static final double LEAST_FIELD = 60;

    private final Workspace workspace;
    private final Overlay overlay;
    private final FilterTokens tokens = new FilterTokens();
    private final TextField field = new TextField();
    private final Label count = Nodes.label("", "sd-caption", "sd-secondary");
    private final FilterPopup popup;
    private final Refresher<List<Completion>> completer;
    private final Runnable done;
    private Filter filter = Filter.ALL;
    private Predicate<FilterTerm> applies = term -> true;
    private boolean dismissed;

    /** Hands the keyboard over where it is {@code done}. */
    FilterBar(Workspace workspace, Overlay overlay, Runnable done) {
        this.workspace = workspace;
        this.done = done;
        this.overlay = overlay;
        popup = new FilterPopup(this::take);
        completer = new Refresher<>(
                workspace.jobs(), "filter.completions", this::offer, error -> popup.problem(error, field.getText()));
        getStyleClass().add("sd-filter");
        setAccessibleText("Filter");
        field.setId("filter");
        field.setAccessibleText("Filter every view");
        field.setPromptText("Filter every view");
        field.getStyleClass().add("sd-empty");
        HBox.setHgrow(field, Priority.ALWAYS);
        count.setMinWidth(USE_PREF_SIZE);
        field.setMinWidth(LEAST_FIELD);
        // Whatever is asked for, there is room for the crumbs beside it.
        setMinWidth(LEAST);
        getChildren().addAll(Icons.of(Icon.LIST_FILTER, 15), tokens, field, count, Nodes.label("/", "sd-key"));
        listen();
    }

    private void listen() {
        field.textProperty().subscribe(text -> {
            field.getStyleClass().remove("sd-empty");
            if (text.isEmpty()) {
                field.getStyleClass().add("sd-empty");
            }
            getStyleClass().remove("sd-invalid");
            if (field.isFocused()) {
                complete();
            }
        });
        field.focusedProperty().subscribe(focused -> {
            getStyleClass().remove("sd-focused");
            if (focused) {
                getStyleClass().add("sd-focused");
                complete();
            } else if (overlay.shows(popup)) {
                overlay.close();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Moves the keyboard here. */
    void edit() {
        field.requestFocus();
        field.end();
    }

    /** The field gives way before the terms do. */
    @Override
    protected void layoutChildren() {
        tokens.setMinWidth(LastToGive.least(this, tokens));
        super.layoutChildren();
    }

    /** Shows the filter in force. */
    void show(Moment moment) {
        if (!moment.filter().equals(filter) || tokens.size() != filter.terms().size()) {
            filter = moment.filter();
            tokens.show(filter.terms().stream().map(this::token).toList());
            field.setPromptText(filter.isEmpty() ? "Filter every view" : "");
        }
    }

    /** Greys the terms that the open view can't ask. */
    void greyWithout(Predicate<FilterTerm> test) {
        applies = test;
        tokens.show(filter.terms().stream().map(this::token).toList());
    }

    /** Says how much the filter leaves. */
    void count(String text) {
        count.setText(text);
    }

    private FilterTokens.Token token(FilterTerm term) {
        String text = term.text();
        int colon = text.indexOf(':') + 1;
        Text name = Nodes.text(text.substring(0, colon), "sd-field");
        Text remove = Nodes.text("  ×", "sd-token-remove");
        remove.setPickOnBounds(true);
        remove.setOnMouseClicked(event -> {
            workspace.filter(filter.without(term));
            event.consume();
        });
        TextFlow token = new TextFlow(name, Nodes.text(text.substring(colon)), remove);
        token.getStyleClass().add("sd-token");
        if (term.negated()) {
            token.getStyleClass().add("sd-negated");
        }
        if (!applies.test(term)) {
            token.getStyleClass().add("sd-inert");
            Nodes.tip(token, "This view can't ask " + term.field().shortName() + ": it is left aside here.");
        }
        token.setMaxHeight(22);
        token.setAccessibleRole(AccessibleRole.BUTTON);
        token.setAccessibleText("Filter term " + text + ", Enter edits it, Delete removes it");
        token.setFocusTraversable(true);
        token.setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.MIDDLE) {
                workspace.filter(filter.without(term));
            } else {
                editTerm(term);
            }
        });
        token.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE) {
                workspace.filter(filter.without(term));
                field.requestFocus();
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER) {
                editTerm(term);
                event.consume();
            }
        });
        return new FilterTokens.Token(text, token);
    }

    private void editTerm(FilterTerm term) {
        workspace.filter(filter.without(term));
        field.setText(term.text());
        edit();
    }

    private void key(KeyEvent event) {
        boolean open = overlay.shows(popup);
        switch (event.getCode()) {
            case DOWN -> {
                if (open) {
                    popup.move(1);
                } else {
                    complete();
                }
            }
            case UP -> popup.move(-1);
            case TAB -> {
                if (!open || !popup.takeActive()) {
                    return;
                }
            }
            case ENTER -> {
                if (!open || !popup.takeChosen()) {
                    commit();
                }
            }
            case ESCAPE -> leave();
            case BACK_SPACE -> {
                if (!field.getText().isEmpty() || filter.isEmpty()) {
                    return;
                }
                editTerm(filter.terms().getLast());
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** Esc closes what is offered, then clears what is typed, then leaves; what was closed does not come again by itself. */
    private void leave() {
        boolean closed = overlay.close();
        if (field.getText().isEmpty()) {
            done.run();
            return;
        }
        if (!closed) {
            field.clear();
        }
        dismissed = true;
    }

    private void commit() {
        try {
            Filter typed = Filter.parse(field.getText());
            Filter all = filter;
            for (FilterTerm term : typed.terms()) {
                all = all.and(term);
            }
            field.clear();
            // What it leaves is to be seen now, and letters are keys again: Ctrl+Z takes it back.
            overlay.close();
            done.run();
            workspace.filter(all);
        } catch (FilterException e) {
            getStyleClass().add("sd-invalid");
            popup.problem(e, field.getText());
            overlay.show(popup, this, false);
        }
    }

    private void complete() {
        dismissed = false;
        Moment moment = workspace.moment();
        String text = field.getText();
        int caret = field.getCaretPosition() > text.length() ? text.length() : Math.max(field.getCaretPosition(), 0);
        int at = field.isFocused() && caret == 0 ? text.length() : caret;
        completer.ask(job -> FilterCompletions.at(text, at, moment.snapshot(), moment.a(), COMPLETIONS, job));
    }

    private void offer(List<Completion> completions) {
        if (!field.isFocused() || dismissed) {
            return;
        }
        popup.offer(completions);
        if (completions.isEmpty()) {
            overlay.close();
        } else {
            overlay.show(popup, this, false);
        }
    }

    private void take(Completion completion) {
        String text = field.getText();
        int to = Math.min(completion.to(), text.length());
        field.setText(text.substring(0, Math.min(completion.from(), to)) + completion.insert() + text.substring(to));
        field.positionCaret(completion.from() + completion.insert().length());
        field.requestFocus();
        if (completion.kind() == Completion.Kind.VALUE) {
            overlay.close();
        }
    }
}
