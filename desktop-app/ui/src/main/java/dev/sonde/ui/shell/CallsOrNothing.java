package dev.sonde.ui.shell;

import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** A view's content, or what there is to do while there is nothing to show. Owned by the FX thread. */
final class CallsOrNothing {
    private final Workspace workspace;
    private final Node content;
    private final Runnable focus;
    private final StackPane root = new StackPane();

    /**
     * Shows the content at first.
     *
     * @param focus moves the keyboard to where work in the content begins
     */
    CallsOrNothing(Workspace workspace, Node content, Runnable focus) {
        this.workspace = workspace;
        this.content = content;
        this.focus = focus;
        root.getChildren().add(content);
    }

    /** What it looks like. */
    StackPane node() {
        return root;
    }

    /** Gives the content skins and styles, which takes long the first time, before it has to be in sight. */
    void dress() {
        if (!hasContent()) {
            List<Node> now = List.copyOf(root.getChildren());
            root.getChildren().setAll(content);
            root.applyCss();
            root.getChildren().setAll(now);
        }
    }

    /** Whether the content is in sight. */
    boolean hasContent() {
        return root.getChildren().contains(content);
    }

    /** Shows what a moment has calls for, and says whether that is the content; who waited for it gets the keyboard there. */
    boolean show(Moment moment) {
        if (!moment.hasCalls()) {
            root.getChildren().setAll(Nothing.seen(workspace, moment));
            return false;
        }
        if (!hasContent()) {
            boolean waited = root.isFocused();
            root.getChildren().setAll(content);
            if (waited) {
                root.applyCss();
                focus.run();
            }
        }
        return true;
    }
}
