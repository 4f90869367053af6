package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.table.WaitRow;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Waits;
import dev.sonde.ui.bench.LiveLoad;
import dev.sonde.ui.grid.Grid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has no answer yet is said while it has none. */
final class HangingTest extends OnALoad {
    private static final int CONNECTION = 1;
    private static final int ENDPOINT = 3;
    private static final int OVER = 1;
    private static final long WAITED = Duration.ofSeconds(3).toNanos();

    @TempDir
    private Path folder;

    /** A load of which some requests hang. */
    private static final class Hanging implements Source {
        private final LiveLoad load;
        private final Queue<Integer> told = new ConcurrentLinkedQueue<>();

        Hanging(int rate) {
            load = new LiveLoad(10, rate);
        }

        @Override
        public SourceInfo info() {
            return load.info();
        }

        @Override
        public void start(SourceListener to) {
            load.start(new SourceListener() {
                @Override
                public void batch(Batch batch) {
                    Integer flags = batch.getSequence() == 1 ? null : told.poll();
                    to.batch(flags == null ? batch : waiting(batch, flags));
                }

                @Override
                public void state(SourceState state) {
                    to.state(state);
                }
            });
        }

        private static Batch waiting(Batch batch, int flags) {
            return batch.toBuilder()
                    .setWaits(Waits.newBuilder()
                            .addConnection(CONNECTION)
                            .addStartDelta(-WAITED)
                            .addProtocol(Protocol.HTTP1_VALUE)
                            .addEndpoint(ENDPOINT)
                            .addFlags(flags))
                    .build();
        }

        @Override
        public void close() {
            load.close();
        }
    }

    @Test
    void whoHasNotAnsweredIsNamedOnTheOverviewUntilItAnswers() throws Exception {
        Hanging source = new Hanging(400);
        open(source, SessionOptions.defaults().recordingTo(folder.resolve("hanging.sonde")));
        awaitServices();
        assertThat(said()).isNull();

        source.told.add(0);
        awaitTicking("the request that hangs", () -> said() != null);
        assertThat(said()).matches("1.request waits for an answer since \\d\\d:\\d\\d:\\d\\d: POST /api/.*");

        source.told.add(OVER);
        awaitTicking("its end", () -> said() == null);
    }

    @Test
    void itsLinkListsTheRequestsThatWaitWithWhatIsKnownOfEach() throws Exception {
        Hanging source = new Hanging(400);
        open(source, SessionOptions.defaults().recordingTo(folder.resolve("hanging.sonde")));
        awaitServices();
        source.told.add(0);
        awaitTicking("the request that hangs", () -> said() != null);
        String server = robot.lookup("#troubles .sd-link").queryButton().getText();

        robot.clickOn("#troubles .sd-link");
        awaitTicking("the request in a list", () -> rows() == 1);
        assertThat(robot.lookup("#waits").<WaitRow>queryTableView().getItems())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.server().name()).isEqualTo(server);
                    assertThat(row.waitedNanos()).isGreaterThanOrEqualTo(WAITED);
                });
        awaitTicking(
                "what is known of it",
                () -> robot.lookup("no answer yet").tryQuery().isPresent());
        assertThat(robot.lookup("Waiting 1").query().isVisible()).isTrue();

        source.told.add(OVER);
        awaitTicking(
                "its end",
                () -> robot.lookup("No request waits for an answer").tryQuery().isPresent());
        robot.clickOn("Slowest");
        awaitTicking(
                "answered requests",
                () -> robot.lookup("#requests").queryTableView().isVisible());
        assertThat(robot.lookup("#requests").queryTableView().getItems()).isNotEmpty();
    }

    private int rows() {
        Node waits = robot.lookup("#waits").tryQuery().orElse(null);
        return waits instanceof Grid<?> grid && grid.isVisible()
                ? grid.getItems().size()
                : -1;
    }

    @Test
    void whereNothingIsAnsweredAtAllThatIsSaidInPlaceOfNothing() throws Exception {
        Hanging source = new Hanging(0);
        source.told.add(0);
        open(source, SessionOptions.defaults().recordingTo(folder.resolve("hanging.sonde")));

        awaitTicking(
                "words for it", () -> robot.lookup("No answers yet").tryQuery().isPresent());
        assertThat(said()).contains("request waits for an answer since");
    }

    private @Nullable String said() {
        return robot.lookup((Node node) -> node instanceof Labeled line
                        && line.getText() != null
                        && line.getText().contains(" for an answer")
                        && line.isVisible()
                        && line.getParent().getParent().isVisible())
                .tryQueryAs(Labeled.class)
                .map(Labeled::getText)
                .orElse(null);
    }
}
