package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of views as files, by the keys, on the sample. */
final class ExportTest extends OnTheSample {
    @TempDir
    private Path folder;

    @Test
    void theOverviewIsExportedAsItsServices() throws Exception {
        saveAs(folder.resolve("here.csv"));
        export();
        await("what came of it", () -> labels().stream().anyMatch(text -> text.contains("written to")));
        List<String> lines = Files.readAllLines(folder.resolve("here.csv"));
        assertThat(lines).hasSize(5);
        assertThat(labels()).contains("4\u00a0rows written to " + folder.resolve("here.csv"));
        int calls = fields(lines.getFirst()).indexOf("calls");
        assertThat(lines.stream().map(ExportTest::fields).filter(row -> row.contains("nginx")))
                .singleElement()
                .satisfies(row -> assertThat(row.get(calls)).isEqualTo("2692"));
    }

    @Test
    void theNameOfTheFileChoosesItsFormAndTheViewItsRows() throws Exception {
        saveAs(folder.resolve("here.jsonl"));
        press(KeyCode.DIGIT3);
        await("requests", () -> !grid("requests").getItems().isEmpty());
        int shown = onFx(() -> grid("requests").getItems().size());
        export();
        await("what came of it", () -> labels().stream().anyMatch(text -> text.contains("written to")));
        List<String> lines = Files.readAllLines(folder.resolve("here.jsonl"));
        assertThat(lines).hasSize(shown).allMatch(line -> line.startsWith("{\"") && line.endsWith("}"));
    }

    @Test
    void whatCantBeWrittenIsSaidAndLeavesNothing() throws Exception {
        saveAs(folder.resolve("missing").resolve("here.csv"));
        export();
        await(
                "why not",
                () -> labels().stream()
                        .anyMatch(text -> text.startsWith("SD-2036") && text.contains("Its folder is not there")));
        assertThat(folder).isEmptyDirectory();
    }

    private static List<String> fields(String line) {
        return List.of(line.split(",", -1));
    }

    private void saveAs(Path file) throws Exception {
        onFx(() -> {
            window().workspace().saveWith((owner, name) -> Optional.of(file));
            return true;
        });
    }

    private void export() {
        robot.push(KeyCode.CONTROL, KeyCode.E);
        settle();
    }
}
