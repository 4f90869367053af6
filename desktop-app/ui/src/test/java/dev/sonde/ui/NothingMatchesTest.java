package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.navigation.ViewName;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A filter that leaves nothing, on the sample: every view says what was asked and the nearest ways out. */
final class NothingMatchesTest extends OnTheSample {
    @ParameterizedTest
    @CsvSource({
        "DIGIT1, No requests match in A.",
        "DIGIT2, No requests match in A.",
        "DIGIT3, No requests match in A.",
        "DIGIT4, No SQL statement in A matches"
    })
    void everyViewSaysSoAndWhatToDrop(KeyCode view, String words) throws Exception {
        press(view);
        await("its figures", () -> window().workspace().jobs().isIdle());
        onFx(() -> {
            window().workspace().filter(Filter.parse("status:200 service:nowhere"));
            return true;
        });
        await("the words", () -> labels().contains(words));
        assertThat(labels()).anyMatch(text -> text.contains("drop service:nowhere."));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        settle();
        await("what there was", () -> !labels().contains(words));
    }

    @ParameterizedTest
    @CsvSource({"DIGIT1, services", "DIGIT3, requests", "DIGIT4, statements"})
    void theKeyboardComesBackWithWhatItWasIn(KeyCode view, String table) throws Exception {
        press(view);
        await("its figures", () -> !grid(table).getItems().isEmpty());
        onFx(() -> {
            window().focus();
            return true;
        });
        Node before = onFx(() -> grid(table).getScene().getFocusOwner());
        robot.write("/");
        robot.write("service:nowhere");
        press(KeyCode.ENTER);
        await("nothing", () -> labels().stream().anyMatch(text -> text.contains("drop service:nowhere.")));
        robot.push(KeyCode.SHORTCUT, KeyCode.Z);
        await("what there was", () -> !grid(table).getItems().isEmpty());
        assertThat(before).isInstanceOf(TableView.class);
        await("the keyboard", before::isFocused);
    }

    /** A proxy's requests lead to no statement of its own, but to those of who it asks. */
    @Test
    void whoAsksNoSqlLeadsToWhoAsksItBehind() throws Exception {
        onFx(() -> {
            window().workspace().open(ViewName.REQUESTS, Filter.parse("service:nginx"));
            window().focus();
            return true;
        });
        await("its requests", () -> !grid("requests").getItems().isEmpty());
        press(KeyCode.S);
        await("the words", () -> labels().contains("No SQL of nginx itself in A"));
        press(KeyCode.F6);
        press(KeyCode.ENTER);
        await("the statements", () -> !grid("statements").getItems().isEmpty());
        assertThat(filter().text()).isEqualTo("client:shop");
        assertThat(onFx(() -> grid("statements").isFocused())).isTrue();

        filter("service:shop");
        await("a service that answers none", () -> labels().contains("No SQL of shop itself in A"));
        assertThat(robot.lookup("SQL of shop").tryQuery()).isPresent();

        filter("client:mariadbd");
        await("one that asks none", () -> labels().contains("No SQL of mariadbd itself in A"));

        filter("client:shop status:500");
        await("what is for another term", () -> labels().contains("No SQL statement in A matches"));
    }

    private void filter(String text) throws Exception {
        onFx(() -> {
            window().workspace().filter(Filter.parse(text));
            return true;
        });
    }
}
