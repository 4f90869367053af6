package dev.sonde.ui.look;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A dressed window on a real screen. */
final class LookTest {
    @AfterEach
    void hide() throws Exception {
        FxToolkit.setupStage(Stage::hide);
    }

    @Test
    void aMenuHasRoundCornersOnlyWhereTheWindowBehindIsSeenThroughThem() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        boolean asItShouldBe = WaitForAsyncUtils.asyncFx(() -> {
                    StackPane root = new StackPane();
                    Scene scene = new Scene(root, 200, 100);
                    Look.named("dark").dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    ContextMenu menu = new ContextMenu(new MenuItem("Copy"));
                    menu.show(root, stage.getX(), stage.getY());
                    Region shown = (Region) menu.getSkin().getNode();
                    shown.applyCss();
                    double corner = shown.getBackground()
                            .getFills()
                            .getFirst()
                            .getRadii()
                            .getTopLeftHorizontalRadius();
                    menu.hide();
                    return corner > 0 == Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW);
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(asItShouldBe).isTrue();
    }
}
