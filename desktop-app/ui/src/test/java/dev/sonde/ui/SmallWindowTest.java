package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The smallest window there is, on the sample. */
final class SmallWindowTest extends OnTheSample {
    @BeforeEach
    void makeItSmall() throws Exception {
        onFx(() -> {
            window().scene().getWindow().setWidth(1100);
            window().scene().getWindow().setHeight(700);
            return true;
        });
        await("its size", () -> window().scene().getWidth() == 1100);
        await("figures", () -> window().workspace().jobs().isIdle());
    }

    @Test
    void keepsTheUnitsOfItsFigures() throws Exception {
        List<Label> besideFigures = onFx(() -> robot.lookup(".sd-key-figure").queryAll().stream()
                .flatMap(figure -> figure.getParent().getChildrenUnmodifiable().stream())
                .filter(Label.class::isInstance)
                .map(Label.class::cast)
                .filter(Node::isVisible)
                .toList());
        assertThat(besideFigures).extracting(Labeled::getText).contains("/min", "req/s");
        assertThat(besideFigures).noneMatch(Labeled::isTextTruncated);
    }
}
