package dev.sonde.ui.timeline;

import dev.sonde.core.navigation.TimeSelection;
import dev.sonde.core.store.Note;
import dev.sonde.core.time.Baseline;
import dev.sonde.core.time.Window;
import dev.sonde.ui.timeline.TimelineGeometry.Part;
import dev.sonde.ui.workspace.Workspace;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/** The pointer on the timeline: a drag moves or makes window A, with Alt the baseline. Owned by the FX thread. */
final class TimelineDrag {
    private static final double CLICK_SLACK = 3;

    private final Workspace workspace;
    private final TimelineStrip strip;
    private @Nullable TimelineGeometry start;
    private Part grasped = Part.GROUND;
    private boolean forB;
    private boolean moved;
    private double fromX;

    TimelineDrag(Workspace workspace, TimelineStrip strip) {
        this.workspace = workspace;
        this.strip = strip;
    }

    void install() {
        strip.setOnMousePressed(this::press);
        strip.setOnMouseDragged(this::drag);
        strip.setOnMouseReleased(this::release);
        strip.setOnMouseMoved(this::hover);
        strip.setOnMouseExited(event -> workspace.cursorProperty().set(null));
    }

    private void press(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        start = strip.geometry();
        fromX = event.getX();
        grasped = start.at(fromX, event.isAltDown());
        forB = event.isAltDown() || grasped.ofB();
        moved = false;
    }

    private void drag(MouseEvent event) {
        TimelineGeometry geometry = start;
        if (geometry == null || (!moved && Math.abs(event.getX() - fromX) < CLICK_SLACK)) {
            return;
        }
        Window window = geometry.drag(grasped, fromX, event.getX());
        // The first move is a step of its own; the rest of the drag changes that step.
        if (!moved) {
            moved = true;
            workspace.go(
                    state -> forB ? state.against(Baseline.pinned(window)) : state.at(new TimeSelection.Fixed(window)));
        } else {
            workspace.replace(
                    state -> forB ? state.against(Baseline.pinned(window)) : state.at(new TimeSelection.Fixed(window)));
        }
        workspace.cursorProperty().set(strip.time().nanos(event.getX()));
    }

    /** A click is no drag: it opens a note, or moves the playhead of a replay. */
    private void release(MouseEvent event) {
        boolean clicked = start != null && !moved;
        start = null;
        if (!clicked) {
            return;
        }
        Optional<Note> note = strip.noteAt(event.getX(), event.getY());
        if (note.isPresent()) {
            workspace.notes().show(note.get());
        } else if (!workspace.isLive() || workspace.isPaused()) {
            workspace.playhead().stop();
            workspace.playhead().seek(strip.time().nanos(event.getX()));
        }
    }

    private void hover(MouseEvent event) {
        workspace.cursorProperty().set(strip.time().nanos(event.getX()));
        Part part = strip.geometry().at(event.getX(), event.isAltDown());
        if (part.isEdge()) {
            strip.setCursor(Cursor.H_RESIZE);
        } else {
            strip.setCursor(part == Part.GROUND ? Cursor.CROSSHAIR : Cursor.OPEN_HAND);
        }
    }
}
