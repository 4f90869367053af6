package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.session.Session;
import dev.sonde.ui.desk.Opening;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;

/** A window that is closed and opened again, on the sample. */
final class LayoutTest extends AtTheWindow {
    private final Stage stage;
    private final Path folder;
    private OneWindow one;

    LayoutTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        stage = FxToolkit.registerPrimaryStage();
        one = start();
    }

    @AfterEach
    void close() throws Exception {
        end();
    }

    @Test
    void theViewThatWasOpenIsOpenAgain() throws Exception {
        press(KeyCode.DIGIT4);
        await("the statements", () -> rows("statements") > 0);
        again();
        await("the statements", () -> rows("statements") > 0);
        assertThat(one.window().workspace().moment().state().view()).isEqualTo(ViewName.SQL);
        assertThat(one.window().workspace().canGoBack()).isFalse();
    }

    @Test
    void columnsAreChosenAndStayChosen() throws Exception {
        await("the services", () -> rows("services") == 4);
        List<String> atFirst = shown("services");
        assertThat(atFirst).contains("Runtime", "Calls");
        choose("services", "Runtime");
        choose("services", "Calls");
        assertThat(shown("services")).contains("Service").doesNotContain("Runtime", "Calls");
        again();
        await("the services", () -> rows("services") == 4);
        assertThat(shown("services")).contains("Service").doesNotContain("Runtime", "Calls");
        choose("services", "All as they were at first");
        assertThat(shown("services")).isEqualTo(atFirst);
    }

    @Test
    void columnsThatAreNotInSightAtFirstAreThereToBeChosen() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> rows("requests") > 0);
        assertThat(shown("requests")).doesNotContain("Client address");
        choose("requests", "Client address");
        assertThat(shown("requests")).contains("Client address");
    }

    private void choose(String id, String column) throws Exception {
        onFx(() -> {
            ((Button) stage.getScene().lookup("#columns-of-" + id)).fire();
            ContextMenu menu = (ContextMenu) Window.getWindows().stream()
                    .filter(ContextMenu.class::isInstance)
                    .reduce((one, other) -> other)
                    .orElseThrow();
            MenuItem item = menu.getItems().stream()
                    .filter(known -> column.equals(known.getText()))
                    .findFirst()
                    .orElseThrow();
            if (item instanceof CheckMenuItem check) {
                check.setSelected(!check.isSelected());
            }
            item.fire();
            menu.hide();
            return true;
        });
        settle();
    }

    @Test
    void orderOfColumnsAndRowsAndTheirWidthsStay() throws Exception {
        await("the services", () -> rows("services") == 4);
        onFx(() -> {
            TableView<?> services = table("services");
            move(services);
            widen(services);
            sortBy(services, "Service");
            return true;
        });
        List<String> order = shown("services");
        double width = onFx(() -> column(table("services"), "p99").getWidth());
        again();
        await("the services", () -> rows("services") == 4);
        assertThat(shown("services")).isEqualTo(order);
        assertThat(column(table("services"), "p99").getWidth()).isBetween(width - 8, width + 8);
        assertThat(column(table("services"), "Service").getText()).endsWith("↓");
    }

    @Test
    void dividersStay() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> rows("requests") > 0);
        double before = split("requests-columns").getDividerPositions()[0];
        // Whatever size the stage has from the test before, neither pane is at its least there.
        double moved = before > 0.5 ? 0.42 : 0.58;
        onFx(() -> {
            split("requests-columns").setDividerPositions(moved);
            return true;
        });
        settle();
        again();
        await("the requests", () -> rows("requests") > 0);
        assertThat(split("requests-columns").getDividerPositions()[0]).isBetween(moved - 0.02, moved + 0.02);
    }

    @Test
    void aDividerThatASmallWindowPushedGoesBackAndIsNotRememberedSo() throws Exception {
        press(KeyCode.DIGIT3);
        await("the requests", () -> rows("requests") > 0);
        double wide = stage.getWidth();
        onFx(() -> {
            split("requests-columns").setDividerPositions(0.42);
            return true;
        });
        settle();
        Optional<String> wanted = one.layout().value("divider.requests-columns");
        double before = split("requests-columns").getDividerPositions()[0];
        narrow(1100);
        assertThat(split("requests-columns").getDividerPositions()[0]).isGreaterThan(before + 0.05);
        narrow(wide);
        assertThat(split("requests-columns").getDividerPositions()[0]).isBetween(before - 0.02, before + 0.02);
        assertThat(one.layout().value("divider.requests-columns")).isEqualTo(wanted);
    }

    private void narrow(double width) throws Exception {
        onFx(() -> {
            stage.setWidth(width);
            return true;
        });
        settle();
    }

    @Test
    void whatIsForgottenIsAsAtFirst() throws Exception {
        press(KeyCode.DIGIT4);
        onFx(() -> {
            one.layout().forget();
            return true;
        });
        again();
        assertThat(one.window().workspace().moment().state().view()).isEqualTo(ViewName.OVERVIEW);
    }

    private void again() throws Exception {
        end();
        one = start();
        settle();
    }

    private void end() throws Exception {
        onFx(() -> {
            one.close();
            return true;
        });
    }

    private OneWindow start() throws Exception {
        Session session = RealTraffic.sample();
        return onFx(() -> {
            OneWindow made = oneWindow(new NothingToOpen(), folder);
            made.fill(Optional.of(new Opening(session, "")), 1500, 950);
            made.show(stage);
            stage.show();
            made.window().focus();
            return made;
        });
    }

    private TableView<?> table(String id) {
        return (TableView<?>) stage.getScene().lookup("#" + id);
    }

    private int rows(String id) {
        return stage.getScene().lookup("#" + id) instanceof TableView<?> table
                ? table.getItems().size()
                : 0;
    }

    private SplitPane split(String id) {
        return (SplitPane) stage.getScene().lookup("#" + id);
    }

    private List<String> shown(String id) throws Exception {
        return onFx(() -> table(id).getVisibleLeafColumns().stream()
                .map(LayoutTest::title)
                .toList());
    }

    private static <R> void move(TableView<R> table) {
        TableColumn<R, ?> last = table.getColumns().getLast();
        table.getColumns().remove(last);
        table.getColumns().add(1, last);
    }

    private static <R> void widen(TableView<R> table) {
        table.resizeColumn(column(table, "p99"), 40);
    }

    private static <R> void sortBy(TableView<R> table, String title) {
        table.getSortOrder().setAll(List.of(column(table, title)));
    }

    private static <R> TableColumn<R, ?> column(TableView<R> table, String title) {
        return table.getColumns().stream()
                .filter(column -> title(column).equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static String title(TableColumn<?, ?> column) {
        String text =
                column.getGraphic() instanceof javafx.scene.control.Label label ? label.getText() : column.getText();
        return text.replaceAll(" [↓↑]$", "");
    }
}
