package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;

/** What is there for the first time comes in steps between which the FX thread answers. */
final class FirstOpeningTest extends OnTheSample {
    @Test
    void aViewIsMadeInOneStepAndShownInTheNext() throws Exception {
        Callable<Boolean> open = () -> {
            window().workspace().open(ViewName.SQL);
            return isInSight("#statements");
        };
        assertThat(onFx(open)).isFalse();
        await("the view in the next step", () -> isInSight("#statements"));

        onFx(() -> {
            window().workspace().open(ViewName.OVERVIEW);
            return true;
        });
        assertThat(onFx(open)).as("made before").isTrue();
    }

    private boolean isInSight(String id) {
        Node node = window().scene().lookup(id);
        return node != null && node.getScene() != null;
    }

    @Test
    void aViewIsDrawnPartByPartTheFirstTimeAndThenAtOnce() throws Exception {
        Workspace workspace = window().workspace();
        AtomicInteger frame = new AtomicInteger();
        List<Integer> drawnIn = new ArrayList<>();
        List<Runnable> pieces = Collections.nCopies(3, () -> drawnIn.add(frame.get()));
        ViewFrame<String> view = onFx(() -> part(workspace, pieces));
        Stage stage = onFx(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(new StackPane(view.node()), 200, 100));
            made.getScene().addPreLayoutPulseListener(frame::incrementAndGet);
            made.show();
            return made;
        });

        onFx(() -> view.show(workspace.moment()));
        await("all pieces", () -> drawnIn.size() == 3);
        assertThat(drawnIn).doesNotHaveDuplicates();

        onFx(() -> {
            workspace.filter(Filter.parse("client:orders"));
            return view.show(workspace.moment());
        });
        await("all pieces again", () -> drawnIn.size() == 6);
        assertThat(drawnIn.subList(3, 6)).containsOnly(drawnIn.getLast());
        onFx(() -> {
            stage.hide();
            return true;
        });
    }

    private static ViewFrame<String> part(Workspace workspace, List<Runnable> pieces) {
        List<ViewFrame<String>> made = new ArrayList<>();
        Label content = new Label("figures");
        made.add(new ViewFrame<>(
                workspace,
                "test",
                new ViewFrame.Body(content, content),
                moment -> job -> "figures",
                figures -> made.getFirst().draw(pieces),
                error -> {}));
        return made.getFirst();
    }
}
