package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.AgentState.Stage;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.core.time.Window;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.ui.bench.LiveLoad;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session in a cluster of which one agent is gone, and its end from the window. */
final class MissingAgentsTest extends OnALoad {
    private static final long SINCE = 1_767_225_600_000_000_000L;
    private static final long GAP_NANOS = 3_000_000_000L;

    /** Beside the timeline, where its scale is. */
    private static final double AXIS = 60;

    @TempDir
    private Path folder;

    private final TwoAgents source = new TwoAgents();

    /** A load that comes from two agents. */
    private static final class TwoAgents implements Source {
        private final LiveLoad load = new LiveLoad(10, 400);
        private volatile AgentState second = agent("web-2", "node-2", Stage.LIVE, null);
        private volatile boolean closed;
        private volatile long begunNanos;

        @Override
        public SourceInfo info() {
            return new SourceInfo(SourceInfo.Kind.LIVE, "prod · shop");
        }

        @Override
        public void start(SourceListener to) {
            begunNanos = UnixNanos.now();
            to.batch(gap(begunNanos));
            load.start(to);
        }

        @Override
        public List<AgentState> agents() {
            return List.of(agent("web-1", "node-1", Stage.LIVE, null), second);
        }

        @Override
        public void close() {
            closed = true;
            load.close();
        }
    }

    /** As another agent tells of it, of the first seconds that are shown. */
    private static Batch gap(long now) {
        return Batch.newBuilder()
                .setBaseNs(now)
                .setClock(Clock.newBuilder().setMonotonicNs(now).setUnixNs(now))
                .addLosses(Loss.newBuilder()
                        .setCause("agent_gap")
                        .setProbe("stream")
                        .setNode("node-2")
                        .setAgent("shop/web-2")
                        .setCount(1)
                        .setFirstNs(now)
                        .setLastNs(now + GAP_NANOS)
                        .setNote("times without an agent: it was away"))
                .build();
    }

    private static SondeException broke() {
        return new SondeException(
                "SD-2323",
                "The stream from the agent in shop/web-2 broke off",
                "The agent is ended: OOMKilled",
                "Sonde connects again, or puts another agent in.");
    }

    private static AgentState agent(String pod, String node, Stage stage, @Nullable SondeException reason) {
        return new AgentState(node, "shop/" + pod, stage, SINCE, reason);
    }

    @BeforeEach
    void openTheWindow() throws Exception {
        open(source, SessionOptions.defaults().recordingTo(folder.resolve("shop.sonde")));
        awaitServices();
    }

    private String banner() {
        return robot.lookup(".sd-banner").queryAll().stream()
                .filter(banner -> banner.getParent().isVisible())
                .map(banner -> ((Labeled) banner.lookup(".label")).getText())
                .findFirst()
                .orElse("");
    }

    @Test
    void theOneThatIsGoneIsNamedWithSinceWhenWhyAndWhatToDoUntilItDeliversAgain() throws Exception {
        assertThat(banner()).isEmpty();
        source.second = agent("web-2", "node-2", Stage.INTERRUPTED, broke());
        awaitTicking("the banner", () -> !banner().isEmpty());
        assertThat(banner().replace('\u00a0', ' '))
                .startsWith("1 of 2 agents delivers nothing: shop/web-2 on node-2 is being reconnected since ")
                .contains("(SD-2323: The stream from the agent in shop/web-2 broke off)")
                .contains("What happens there meanwhile is not seen.")
                .endsWith("Sonde connects again, or puts another agent in.");
        // Another one is being put in its place: nothing is seen yet.
        source.second = agent("web-2", "node-2", Stage.SENT, broke());
        awaitTicking("the news", () -> banner().contains("is being started since"));
        source.second = agent("web-2", "node-2", Stage.LIVE, null);
        awaitTicking("no banner", () -> banner().isEmpty());
    }

    @Test
    void aTimeWithoutAnAgentNamesItAndItsNodeInTheStatusBarItsDetailAndOverTheTimeline() throws Exception {
        Node lost = robot.lookup((Node node) -> node.isVisible()
                        && node.getAccessibleText() != null
                        && node.getAccessibleText().startsWith("Lost: "))
                .query();
        awaitTicking("the loss", () -> lost.getAccessibleText().endsWith(" agent_gap on node-2"));
        assertThat(lost.getAccessibleText()).startsWith("Lost: Not all was seen, last ");
        Bounds strip = onFx(() -> {
            Node timeline = robot.lookup((Node node) -> "Timeline".equals(node.getAccessibleText()))
                    .query();
            return timeline.localToScreen(timeline.getBoundsInLocal());
        });
        Window shown = onFx(() -> window().workspace().moment().extent());
        double share = (source.begunNanos + GAP_NANOS / 2.0 - shown.fromNanos()) / shown.durationNanos();
        robot.moveTo(strip.getMinX() + share * (strip.getWidth() - AXIS), strip.getMinY() + strip.getHeight() / 2);
        await("the tooltip", () -> tip().contains("(agent_gap on node-2 (shop/web-2))"));
        onFx(() -> {
            ((Button) lost).fire();
            return true;
        });
        awaitTicking(
                "the detail",
                () -> robot.lookup((Node node) -> node instanceof Labeled line
                                && line.getText() != null
                                && line.getText().endsWith("node-2 (shop/web-2)"))
                        .tryQuery()
                        .isPresent());
    }

    private String tip() {
        return robot.lookup("#tip")
                .tryQuery()
                .filter(Node::isVisible)
                .map(Node::getAccessibleText)
                .orElse("");
    }

    @Test
    void disconnectingEndsTheSourceAndWhatWasSeenStays() throws Exception {
        onFx(() -> {
            robot.lookup("#disconnect").queryAs(Button.class).fire();
            return true;
        });
        awaitTicking("the end", () -> !robot.lookup("#disconnect").query().isVisible());
        assertThat(source.closed).isTrue();
        assertThat(grid("services").getItems()).isNotEmpty();
        assertThat(banner()).isEmpty();
    }
}
