package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.time.Window;
import dev.sonde.ui.chart.TimeChart;
import java.util.Objects;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;

/** Time and place by mouse, on the sample: a drag in a chart, the playhead, and the crumb of the service. */
final class TimeTest extends OnTheSample {
    @Test
    void aDragInAChartSelectsTimeWhichATakes() {
        TimeChart chart = robot.lookup(TimeChart.class::isInstance).queryAs(TimeChart.class);
        robot.moveTo(chart)
                .press(MouseButton.PRIMARY)
                .moveBy(20, 0)
                .moveBy(20, 0)
                .release(MouseButton.PRIMARY);
        settle();
        Window picked =
                Objects.requireNonNull(window().workspace().pickedProperty().get());
        assertThat(picked.toNanos() - picked.fromNanos()).isPositive();
        press(KeyCode.A);
        assertThat(window().workspace().moment().a()).isEqualTo(picked);
        assertThat(window().workspace().pickedProperty().get()).isNull();
    }

    @Test
    void theServiceCrumbOpensItsSiblingsWithTheirCallsInA() throws Exception {
        MenuButton crumb = robot.lookup(node ->
                        node instanceof MenuButton button && button.getText().equals("all services"))
                .queryAs(MenuButton.class);
        onFx(() -> {
            crumb.show();
            return true;
        });
        await("the services", () -> crumb.getItems().size() == 5);
        MenuItem nginx = crumb.getItems().stream()
                .filter(item -> item.getText().startsWith("nginx"))
                .findFirst()
                .orElseThrow();
        assertThat(nginx.getText()).contains("2,692");
        onFx(() -> {
            nginx.fire();
            crumb.hide();
            return true;
        });
        assertThat(filter().text()).isEqualTo("service:nginx");
        assertThat(crumb.getText()).isEqualTo("nginx");
    }

    @Test
    void theClockOfAReplayShowsThePlayhead() throws Exception {
        long from = window().workspace().moment().data().fromNanos();
        robot.clickOn(node -> "To the beginning".equals(node.getAccessibleText()));
        settle();
        assertThat(window().workspace().playhead().or(0)).isEqualTo(from);
        assertThat(labels()).contains(window().workspace().clocks().seconds(from));
        press(KeyCode.SPACE);
        await("the replay to move", () -> window().workspace().playhead().or(0) > from);
        press(KeyCode.L);
        assertThat(window().workspace().playhead().atProperty().get()).isNull();
    }
}
