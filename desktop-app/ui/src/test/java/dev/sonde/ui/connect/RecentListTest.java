package dev.sonde.ui.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Counts;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.core.library.RecordedFile.Span;
import dev.sonde.ui.look.Look;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The newest recordings, in a page that is higher or lower. */
final class RecentListTest {
    private static final double WIDTH = 280;

    @Test
    void ofThoseForWhichThereIsNoRoomNoneIsShownAndNoneIsCut() throws Exception {
        assertThat(shown(600)).hasSize(5);
        List<Node> few = shown(150);
        assertThat(few).hasSize(3).allMatch(row -> row.getBoundsInParent().getMaxY() <= 150.5);
        assertThat(few.getFirst().getAccessibleText()).isEqualTo("Open 0.sonde");
    }

    private static List<Node> shown(double height) throws Exception {
        FxToolkit.registerPrimaryStage();
        return WaitForAsyncUtils.asyncFx(() -> {
                    RecentList list = new RecentList(Look.named("dark"), file -> {});
                    list.show(IntStream.range(0, 5)
                            .mapToObj(RecentListTest::recording)
                            .toList());
                    Scene scene = new Scene(new VBox(list), WIDTH, height);
                    Look.named("dark").dress(scene);
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    return list.getChildren().stream().filter(Node::isVisible).toList();
                })
                .get(30, TimeUnit.SECONDS);
    }

    private static RecordedFile recording(int number) {
        return new RecordedFile(
                Path.of(number + ".sonde"),
                1000,
                Instant.EPOCH,
                new Legible(new Span(0, 1_000_000_000), new Counts(1, 0, 0), new Ending.Closed("complete"), List.of()));
    }
}
