package dev.sonde.ui;

import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.shell.View;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;
import javafx.scene.Node;

/** A page as a place of a session's navigation: Back leads to where the user was. Owned by the FX thread. */
final class PageView implements View {
    private final Page page;
    private final Workspace workspace;
    private String selected = "";

    PageView(Page page, Workspace workspace) {
        this.page = page;
        this.workspace = workspace;
    }

    @Override
    public ViewName name() {
        return page.name();
    }

    @Override
    public Node node() {
        return page.node();
    }

    @Override
    public boolean isPage() {
        return true;
    }

    @Override
    public void opened() {
        page.opened();
    }

    @Override
    public void show(Moment moment) {
        // A page is of no session: all that it takes from a moment is what is to be looked at.
        String wanted = moment.state().selection();
        if (!wanted.equals(selected)) {
            selected = wanted;
            page.look(wanted);
        }
    }

    @Override
    public void focus() {
        page.focus();
    }

    @Override
    public List<FilterTerm> selected() {
        return List.of();
    }

    /** Esc clears what is typed, then leaves the page. */
    @Override
    public boolean clearSelection() {
        if (!page.escape()) {
            leave(workspace);
        }
        return true;
    }

    /** Goes back to the session. */
    static void leave(Workspace workspace) {
        if (workspace.canGoBack()) {
            workspace.back();
        } else {
            workspace.open(ViewName.OVERVIEW);
        }
    }
}
