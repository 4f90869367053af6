package dev.sonde.ui;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.desk.Page;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.shell.Rail;
import dev.sonde.ui.shell.Views;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** The window while no session is open: the rail and one page. Owned by the FX thread. */
final class PageFrame extends BorderPane {
    private final Function<ViewName, Page> factory;
    private final Map<ViewName, Page> pages = new EnumMap<>(ViewName.class);
    private final Rail rail = new Rail(Views.PLACES, this::open);
    private final Label said = Nodes.label("", "sd-warn", "sd-caption");
    private @Nullable Page open;

    PageFrame(Function<ViewName, Page> factory) {
        this.factory = factory;
        rail.withoutSession();
        setLeft(rail);
        HBox status = new HBox(
                12, Nodes.label("No session is open. Nothing is watched.", "sd-secondary", "sd-caption"), said);
        status.getStyleClass().add("sd-status-bar");
        setBottom(status);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (Command.SETTINGS
                    .keystroke()
                    .filter(key -> key.isPressedBy(event))
                    .isPresent()) {
                open(ViewName.SETTINGS);
                event.consume();
                return;
            }
            if (event.getCode() == KeyCode.ESCAPE && open != null && open.escape()) {
                event.consume();
            }
        });
    }

    void open(ViewName name) {
        Page page = pages.computeIfAbsent(name, factory);
        open = page;
        rail.mark(name);
        setCenter(page.node());
        page.opened();
        if (getScene() != null) {
            focusPage();
        }
    }

    /** Says something at the foot. */
    void say(String text) {
        said.setText(text);
    }

    void focusPage() {
        if (open != null) {
            open.node().applyCss();
            open.focus();
        }
    }
}
