package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.filter.Filter;
import javafx.scene.input.KeyCode;
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
}
