package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.job.Jobs;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.ui.look.Look;
import dev.sonde.ui.shell.ViewFrame;
import dev.sonde.ui.workspace.FxPulse;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Control;
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
    void connectBringsItsPanelsOneAfterTheOther() throws Exception {
        List<Integer> panels = new ArrayList<>();
        onFx(() -> {
            window().scene().addPostLayoutPulseListener(() -> panels.add(panelsOfConnect()));
            window().workspace().open(ViewName.CONNECT);
            return true;
        });
        await("all of it", () -> panelsOfConnect() == 3 && isInSight("#start"));
        List<Integer> steps = panels.stream().distinct().toList();
        assertThat(steps).isEqualTo(steps.stream().sorted().toList()).contains(1, 2, 3);
        assertThat(onFx(() -> isInSight("#processes")
                        && window().scene().lookup("#processes").isFocused()))
                .as("the keyboard is where work begins")
                .isTrue();
    }

    private int panelsOfConnect() {
        return window().scene().lookup("#way") == null
                ? 0
                : window().scene().getRoot().lookupAll(".sd-panel").size();
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

    @Test
    void theContentOfAViewHasItsStylesBeforeThereIsSomethingToShow() throws Exception {
        BreakableLoad silent = new BreakableLoad();
        silent.fallSilent();
        ExecutorService worker = Executors.newSingleThreadExecutor();
        Jobs jobs = new Jobs(worker, new FxPulse(), (job, failure) -> {});
        try (Session session = Session.open(silent, SessionOptions.defaults())) {
            Workspace workspace = onFx(() -> new Workspace(session, jobs, Look.named("dark"), ""));
            ViewFrame<String> view = onFx(() -> part(workspace, List.of()));
            Node content = view.node().getChildren().getFirst();
            onFx(() -> view.show(workspace.moment()));
            assertThat(content.getParent())
                    .as("there is nothing that it could show")
                    .isNull();

            onFx(() -> {
                new Scene(new StackPane(view.node()));
                view.dress();
                return true;
            });
            assertThat(((Control) content).getSkin()).isNotNull();
            assertThat(content.getParent()).as("it is still out of sight").isNull();
            onFx(() -> {
                workspace.leave();
                return true;
            });
        } finally {
            worker.shutdownNow();
        }
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
