package dev.sonde.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What is dirty is looked at as it is in the pulses of a real stage. */
final class SmallRepaintTest {
    private final SmallRepaint repaint = new SmallRepaint();
    private final Region styled = new Region();
    private final Stage stage;
    private final Scene scene;

    SmallRepaintTest() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        scene = FxToolkit.setupScene(() -> new Scene(new Pane(styled, repaint.pixel())));
        scene.getStylesheets().add("data:text/css,.row:odd { -fx-text-fill: red; }");
        styled.getStyleClass().add("row");
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> repaint.watch(scene));
        FxToolkit.setupStage(Stage::show);
        pulse(() -> {});
        pulse(() -> {});
    }

    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    @Test
    void aStyleThatChangesNothingToSeeIsPaintedAsAPixel() throws Exception {
        Paint before = repaint.pixel().getFill();
        pulse(() -> styled.pseudoClassStateChanged(PseudoClass.getPseudoClass("odd"), true));
        assertThat(repaint.pixel().getFill()).isNotEqualTo(before);
    }

    @Test
    void whatIsShownAndHiddenAgainBetweenTwoPulsesIsPaintedAsAPixel() throws Exception {
        pulse(() -> styled.setVisible(false));
        Paint before = repaint.pixel().getFill();
        pulse(() -> {
            styled.setVisible(true);
            styled.setVisible(false);
        });
        assertThat(repaint.pixel().getFill()).isNotEqualTo(before);
    }

    @Test
    void whatChangesByItselfLeavesThePixelAlone() throws Exception {
        Paint before = repaint.pixel().getFill();
        pulse(() -> styled.setOpacity(0.5));
        assertThat(repaint.pixel().getFill()).isEqualTo(before);
    }

    /** Changes something, and waits for the pulse that takes it up. */
    private void pulse(Runnable change) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Runnable listener = over::countDown;
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> {
            change.run();
            scene.addPostLayoutPulseListener(listener);
            stage.getScene().getRoot().requestLayout();
        });
        assertThat(over.await(5, TimeUnit.SECONDS)).isTrue();
        WaitForAsyncUtils.waitForAsyncFx(5000, () -> scene.removePostLayoutPulseListener(listener));
    }
}
