package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Health;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.themes.Token;
import dev.sonde.ui.bench.LiveLoad;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status bar of a session that has everything to say in it. */
final class StatusBarTest extends OnALoad {
    private static final int SMALLEST_WIDTH = 1100;

    @TempDir
    private Path folder;

    private double before;

    /** A load from a cluster: one of its agents tells of its cost, of an unsure clock and of loss. */
    private static final class Talkative implements Source {
        private final LiveLoad load = new LiveLoad(10, 400);

        @Override
        public SourceInfo info() {
            return new SourceInfo(SourceInfo.Kind.LIVE, "prod-eu-west-1 · shop");
        }

        @Override
        public void start(SourceListener to) {
            long now = UnixNanos.now();
            to.batch(Batch.newBuilder()
                    .setAgent(2)
                    .setBaseNs(now)
                    .setClock(Clock.newBuilder()
                            .setMonotonicNs(now)
                            .setUnixNs(now)
                            .setUncertaintyNs(1_234_000))
                    .setHealth(Health.newBuilder()
                            .setIntervalNs(1_000_000_000)
                            .setCpuNs(34_000_000)
                            .setRssBytes(55L << 20)
                            .setRssPeakBytes(61L << 20))
                    .addLosses(Loss.newBuilder()
                            .setCause("ring_full")
                            .setProbe("exchanges")
                            .setNode("gke-prod-pool-1-7f3c9-x2lp")
                            .setCount(1234)
                            .setFirstNs(now)
                            .setLastNs(now))
                    .build());
            load.start(to);
        }

        @Override
        public List<AgentState> agents() {
            long since = UnixNanos.now();
            return List.of(
                    new AgentState("node-1", "shop/web-1", Stage.LIVE, since, null),
                    new AgentState("node-2", "shop/web-2", Stage.LIVE, since, null));
        }

        @Override
        public void close() {
            load.close();
        }
    }

    @BeforeEach
    void openTheWindow() throws Exception {
        open(new Talkative(), SessionOptions.defaults().recordingTo(folder.resolve("2026-11-27 18-31 shop.sonde")));
        awaitServices();
        before = onFx(() -> stage().getWidth());
    }

    @AfterEach
    void makeItAsItWas() throws Exception {
        resize(before);
        onFx(() -> {
            followScenes(stage());
            return true;
        });
    }

    private Window stage() {
        return window().scene().getWindow();
    }

    private void resize(double width) throws Exception {
        onFx(() -> {
            stage().setWidth(width);
            return true;
        });
        await("its width", () -> window().scene().getWidth() == width);
    }

    private List<Node> items() {
        return robot.lookup(".sd-status-item").queryAll().stream()
                .filter(Node::isVisible)
                .sorted(Comparator.comparingDouble(item -> inScene(item).getMinX()))
                .toList();
    }

    private static Bounds inScene(Node node) {
        return node.localToScene(node.getLayoutBounds());
    }

    private boolean isSaid(String words) {
        return robot.lookup((Node node) -> node instanceof Text text
                        && text.isVisible()
                        && text.getText().contains(words))
                .tryQuery()
                .isPresent();
    }

    @Test
    void saysAllOfItWhereThereIsRoom() throws Exception {
        resize(2400);
        awaitTicking("skew", () -> isSaid("Skew"));
        awaitTicking("all", () -> isSaid(" (max ") && isSaid("ring_full on ") && isSaid(", safe to "));
    }

    @Test
    void leavesWordsOutInTheSmallestWindowAndNoItemIsCutOrLiesOnAnother() throws Exception {
        resize(SMALLEST_WIDTH);
        awaitTicking("cost", () -> items().size() == 8);
        awaitTicking("less", () -> !isSaid(" (max ") && !isSaid("ring_full on "));
        assertThat(onFx(() -> isSaid("Lost ") && isSaid("1,234"))).isTrue();
        List<Node> items = onFx(this::items);
        for (int i = 0; i < items.size(); i++) {
            double end = i + 1 < items.size() ? inScene(items.get(i + 1)).getMinX() : SMALLEST_WIDTH;
            assertThat(inScene(items.get(i)).getMaxX())
                    .as(items.get(i).getAccessibleText())
                    .isLessThanOrEqualTo(end);
        }
        assertThat(items).extracting(Node::getAccessibleText).anyMatch(text -> text.contains("ring_full on gke-"));
    }

    @Test
    void theMarkedRowOfAMenuIsReadable() throws Exception {
        robot.rightClickOn(onFx(() -> items().getFirst()));
        settle();
        robot.moveTo("Show the detail");
        settle();
        Node row = robot.lookup("Show the detail").query();
        assertThat(((Text) row.lookup(".text")).getFill())
                .isEqualTo(window().workspace().look().colour(Token.TEXT_ON_ACCENT));
        press(KeyCode.ESCAPE);
    }
}
