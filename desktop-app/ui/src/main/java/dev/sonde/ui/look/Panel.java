package dev.sonde.ui.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A frame with a title, a note, tools at the right, and a body that can be covered by a state. */
public final class Panel extends VBox {
    private static final double NOTE_LEAST = 72;
    private static final int WHOLE_TITLE = 30;
    private static final double LEAST_TITLE = 120;

    private final Label title = Nodes.label("", "sd-panel-title");
    private final Label note = Nodes.label("", "sd-panel-note");
    private final HBox tools = new HBox(8);
    private final ProgressBar progress = new ProgressBar();
    private final StackPane body = new StackPane();
    private final Node content;

    /** A panel around something. */
    public Panel(String titleText, Node content) {
        this.content = content;
        title(titleText);
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        title.setEllipsisString("…");
        tools.setAlignment(Pos.CENTER_RIGHT);
        tools.setMinWidth(USE_PREF_SIZE);
        note.setMinWidth(0);
        // A word of which three dots are left says nothing.
        note.widthProperty().subscribe(this::showNote);
        HBox header = new HBox(title, note, Nodes.spacer(), tools);
        header.getStyleClass().add("sd-panel-header");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setVisible(false);
        progress.setManaged(false);
        body.getChildren().add(content);
        body.setMinSize(0, 0);
        setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(header, progress, body);
        Corners.frame(this);
        setAccessibleText(titleText);
    }

    /** Rings the frame, or not. At most one panel of a window is ringed: the window decides which. */
    public void ring(boolean on) {
        getStyleClass().remove("sd-focused");
        if (on) {
            getStyleClass().add("sd-focused");
        }
    }

    /** The panel that a node lies in, or null. */
    public static @Nullable Panel around(@Nullable Node node) {
        Node at = node;
        while (at != null && !(at instanceof Panel)) {
            at = at.getParent();
        }
        return (Panel) at;
    }

    /** What it shows, which is a state where one covers what it is around: where work in it begins, before the tools of its header. */
    public Node content() {
        return body.getChildren().getLast();
    }

    /** Changes the title. It is whole where it is short; a name that is long gives way to the tools, and never widens the window. */
    public void title(String text) {
        title.setText(text);
        title.setMinWidth(text.length() <= WHOLE_TITLE ? USE_PREF_SIZE : LEAST_TITLE);
    }

    /** Says beside the title what the panel shows. */
    public void note(String text) {
        note.setText(text);
        showNote();
    }

    private void showNote() {
        note.setVisible(note.getWidth() >= Math.min(note.prefWidth(USE_COMPUTED_SIZE), NOTE_LEAST));
    }

    /** Puts tools at the right of the header. */
    public void tools(Node... nodes) {
        tools.getChildren().setAll(nodes);
    }

    /** Shows a thin bar while new data is awaited; the old data stays, dimmed. */
    public void loading(boolean on) {
        progress.setVisible(on);
        progress.setManaged(on);
        content.setOpacity(on ? 0.6 : 1);
    }

    /** Covers the body with words for what is not there. They may change again and again. */
    public void empty(String what, String hint) {
        if (body.getChildren().getLast() instanceof EmptyState state) {
            state.say(what, hint);
        } else {
            cover(new EmptyState(what, hint));
        }
    }

    /** Covers the body with a state. */
    public void cover(Node state) {
        content.setVisible(false);
        if (body.getChildren().size() > 1) {
            body.getChildren().remove(1);
        }
        body.getChildren().add(state);
    }

    /** Shows the body again. */
    public void uncover() {
        content.setVisible(true);
        if (body.getChildren().size() > 1) {
            body.getChildren().remove(1);
        }
    }
}
