package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.table.ExchangeRow;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of requests, on the sample. */
final class RequestsTest extends OnTheSample {
    /** Whether a frame had rows in one table while the other was still empty. */
    private final AtomicBoolean oneAfterTheOther = new AtomicBoolean();

    @BeforeEach
    void openRequests() throws Exception {
        Scene scene = window().scene();
        onFx(() -> {
            scene.addPostLayoutPulseListener(() -> {
                if (isEmpty(scene, "#requests")
                        && scene.lookup("#endpoints") != null
                        && !isEmpty(scene, "#endpoints")) {
                    oneAfterTheOther.set(true);
                }
            });
            return true;
        });
        press(KeyCode.DIGIT3);
        await("the requests", () -> !grid("requests").getItems().isEmpty());
    }

    private static boolean isEmpty(Scene scene, String table) {
        return !(scene.lookup(table) instanceof TableView<?> rows)
                || rows.getItems().isEmpty();
    }

    @Test
    void theFirstTimeEachOfItsPartsHasAFrameOfItsOwn() {
        assertThat(oneAfterTheOther).isTrue();
    }

    @Test
    void aCellKeepsOnlyItsLikeAndExcludesThem() throws Exception {
        onList("Failed");
        await("the failed", () -> rows().stream().allMatch(ExchangeRow::error));
        int failed = rows().size();
        robot.rightClickOn(cell("503"));
        robot.clickOn("Keep only status:503");
        await("the filter", () -> filter().text().equals("status:503"));
        await(
                "those of it",
                () -> rows().stream().allMatch(row -> Integer.valueOf(503).equals(row.status())));
        assertThat(rows()).isNotEmpty().hasSizeLessThanOrEqualTo(failed);
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await("no filter", () -> filter().isEmpty());
        await("all that failed", () -> rows().size() == failed);
        robot.rightClickOn(cell("503"));
        robot.clickOn("Exclude status:503");
        await(
                "the others",
                () -> rows().stream().noneMatch(row -> Integer.valueOf(503).equals(row.status())));
    }

    @Test
    void theListShowsTheSlowestTheFailedAndTheNewest() throws Exception {
        int all = rows().size();
        long slowest = Objects.requireNonNull(rows().getFirst().durationNanos());
        assertThat(rows()).allMatch(row -> row.durationNanos() == null || row.durationNanos() <= slowest);
        onList("Failed");
        await("the failed", () -> rows().size() < all && rows().stream().allMatch(ExchangeRow::error));
        onList("Newest");
        await("all again", () -> rows().size() == all);
        assertThat(rows().get(0).startNanos())
                .isGreaterThanOrEqualTo(rows().get(1).startNanos());
    }

    private void onList(String choice) throws Exception {
        ToggleButton button = robot.lookup(node -> node instanceof ToggleButton toggle
                        && ("Requests: " + choice).equals(toggle.getAccessibleText()))
                .queryAs(ToggleButton.class);
        robot.clickOn(button, MouseButton.PRIMARY);
        settle();
    }

    private Node cell(String text) {
        return robot.lookup(node -> node instanceof TableCell<?, ?> cell
                        && cell.getTableView() != null
                        && "requests".equals(cell.getTableView().getId())
                        && text.equals(cell.getText()))
                .query();
    }

    private List<ExchangeRow> rows() {
        return grid("requests").getItems().stream().map(ExchangeRow.class::cast).toList();
    }
}
