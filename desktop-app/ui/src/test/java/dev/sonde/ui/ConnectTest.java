package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.ui.desk.Opening;
import dev.sonde.ui.desk.Openings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.Test;

/** Connecting to a cluster from the window. */
final class ConnectTest extends OnNothing {
    private final ScriptedClusters clusters = new ScriptedClusters(
            ScriptedClusters.shop(),
            () -> new Opening(Session.open(new Where.Capture(RealTraffic.capture()), SessionOptions.defaults()), ""));

    @Override
    Openings openings() {
        return new NothingToOpen(clusters);
    }

    @Override
    void letGo() {
        clusters.gate.countDown();
    }

    private void awaitRows(int count) throws Exception {
        await(
                count + " rows",
                () -> stage().getScene().lookup("#scope") instanceof TableView<?> table
                        && table.getItems().size() == count);
    }

    /** Picks the row that is at a place in the table, by the keyboard. */
    private void pick(int row) throws Exception {
        onFx(() -> {
            grid("scope").requestFocus();
            grid("scope").getSelectionModel().clearAndSelect(row);
            return true;
        });
        press(KeyCode.SPACE);
    }

    private List<String> said() {
        return labels().stream().map(ConnectTest::plain).toList();
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }

    private Button startButton() {
        return robot.lookup("#start").queryAs(Button.class);
    }

    private String manifest() {
        StringBuilder text = new StringBuilder();
        for (Node line : robot.lookup("#manifest").queryParent().lookupAll("TextFlow")) {
            ((TextFlow) line).getChildren().forEach(part -> text.append(((Text) part).getText()));
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void aBrokenContextSaysWhyAndHidesNoOther() throws Exception {
        await("what is known of them", () -> said().contains("no answer"));
        assertThat(said()).contains("prod", "38 ms", "old", "broken", "far");
        robot.clickOn("#context-old");
        await("the reason", () -> said().contains("SD-2302"));
        assertThat(said()).contains("It names the user “bob”, which no file has");
        robot.clickOn("#context-prod");
        awaitRows(4);
    }

    @Test
    void theCurrentContextIsListedAndItsNamespaceIsOpen() throws Exception {
        awaitRows(4);
        assertThat(said()).contains("3 workloads, 4 pods, 2 nodes", "other", "shop", "web", "cart");
        assertThat(said()).doesNotContain("mail");
        assertThat(startButton().isDisabled()).isTrue();
    }

    @Test
    void whatIsPickedIsPlannedCheckedAndShownToTheLetter() throws Exception {
        awaitRows(4);
        pick(1);
        await("the plan", () -> plain(startButton().getText()).equals("Start 3 agents in shop"));
        await("the checks", () -> !startButton().isDisabled());
        assertThat(said()).contains("4 of 4 verbs", "1 pass", "0 blocked");
        assertThat(manifest())
                .contains("# PATCH /api/v1/namespaces/shop/pods/")
                .contains("add: [\"BPF\", \"NET_ADMIN\", \"PERFMON\"]")
                .contains("image: registry.test/agent:1");
        robot.clickOn("Copy as kubectl");
        String copied = onFx(() -> Clipboard.getSystemClipboard().getString());
        assertThat(copied).startsWith("kubectl --context 'prod' -n shop patch pod ");
    }

    @Test
    void aSinglePodIsPickedByItsWorkloadOpened() throws Exception {
        awaitRows(4);
        onFx(() -> {
            grid("scope").requestFocus();
            grid("scope").getSelectionModel().clearAndSelect(3);
            return true;
        });
        press(KeyCode.RIGHT);
        awaitRows(6);
        pick(5);
        await("the plan", () -> plain(startButton().getText()).equals("Start 1 agent in shop: web-6d4f-bbbbb"));
    }

    @Test
    void aMissingRightBlocksTheStartAndSaysWhatToDo() throws Exception {
        clusters.findings = List.of(
                ScriptedClusters.finding(PreflightFinding.State.BLOCKED, "Ask for the rights in docs/rbac.yaml."));
        awaitRows(4);
        pick(1);
        await("the checks", () -> said().contains("1 blocked"));
        assertThat(said()).contains("Ask for the rights in docs/rbac.yaml.");
        assertThat(startButton().isDisabled()).isTrue();
    }

    @Test
    void whoMayNotListTheClusterIsOfferedItsNamespace() throws Exception {
        clusters.refused = new SondeException(
                "SD-2309",
                "This user may not do that in the cluster",
                "list pods",
                "Ask for the rights in docs/rbac.yaml.");
        robot.clickOn("#context-far");
        await("the refusal", () -> said().contains("SD-2309"));
        robot.clickOn("List only shop");
        awaitRows(4);
        assertThat(said()).contains("3 workloads, 4 pods, 2 nodes – only shop");
    }

    @Test
    void privilegedAgentsWantConsent() throws Exception {
        awaitRows(4);
        pick(1);
        await("the plan", () -> plain(startButton().getText()).equals("Start 3 agents in shop"));
        robot.clickOn("#form-node");
        await("the plan", () -> plain(startButton().getText()).equals("Start 2 agents in shop"));
        await("the checks", () -> said().contains("1 pass"));
        assertThat(startButton().isDisabled()).isTrue();
        assertThat(manifest()).contains("privileged: true");
        robot.clickOn("#consent");
        await("the consent", () -> !startButton().isDisabled());
    }

    @Test
    void stepsAreShownWhileItConnectsAndThenTheSession() throws Exception {
        clusters.gate = new CountDownLatch(1);
        startThreeAgents();
        await("the steps", () -> said().contains("0 of 3 agents live"));
        assertThat(said()).contains("shop/web-6d4f-aaaaa", "✓ sent", "· listens", "· live");
        clusters.gate.countDown();
        await("the session", () -> stage().getTitle().contains("shop.pcap.gz"));
    }

    private void startThreeAgents() throws Exception {
        awaitRows(4);
        pick(1);
        await("the plan", () -> !startButton().isDisabled());
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        settle();
    }

    @Test
    void aFailureStandsInThePageAndTheNextTryHasOtherNames() throws Exception {
        clusters.failure =
                new SondeException("SD-2322", "The agent in shop/web can't start", "ErrImagePull", "Load it.");
        startThreeAgents();
        await("the failure", () -> said().contains("SD-2322"));
        assertThat(said()).contains("ErrImagePull", "Load it.");
        clusters.failure = null;
        await("the next plan", () -> !startButton().isDisabled());
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await("the session", () -> stage().getTitle().contains("shop.pcap.gz"));
        assertThat(clusters.started).hasSize(2);
        assertThat(names(clusters.started.getFirst())).doesNotContainAnyElementsOf(names(clusters.started.getLast()));
    }

    @Test
    void theKeyboardIsInThePageWhenAFailureIsLeft() throws Exception {
        clusters.failure =
                new SondeException("SD-2322", "The agent in shop/web can't start", "ErrImagePull", "Load it.");
        startThreeAgents();
        await("the failure", () -> said().contains("SD-2322"));
        clusters.failure = null;
        robot.clickOn("Back to the plan");
        await("the next plan", () -> !startButton().isDisabled());
        robot.push(KeyCode.SHORTCUT, KeyCode.ENTER);
        await("the session", () -> stage().getTitle().contains("shop.pcap.gz"));
    }

    private static List<String> names(InjectionPlan plan) {
        return plan.agents().stream().map(agent -> agent.container()).toList();
    }

    @Test
    void connectingCanBeGivenUp() throws Exception {
        clusters.gate = new CountDownLatch(1);
        startThreeAgents();
        await("the steps", () -> said().contains("0 of 3 agents live"));
        robot.clickOn("Cancel");
        await(
                "the plan again",
                () -> said().contains("1 pass") && !startButton().isDisabled());
        assertThat(stage().getTitle()).isEqualTo("Sonde");
    }

    @Test
    void amongThirtyThousandPodsASearchLeavesTheOneInItsWorkload() throws Exception {
        List<PodInfo> crowd = new ArrayList<>();
        for (int i = 0; i < 30_000; i++) {
            crowd.add(ScriptedClusters.pod(
                    "ns-" + i / 1000, "app-" + i / 40, "app-" + i / 40 + "-x-" + i, "node-" + i % 300));
        }
        clusters.tree = ClusterTree.of(crowd, true);
        robot.clickOn("#context-far");
        await("all pods", () -> said().contains("750 workloads, 30,000 pods, 300 nodes"));
        robot.clickOn("#search-cluster").write("x-17042");
        awaitRows(3);
        assertThat(said()).contains("ns-17", "app-426", "app-426-x-17042");
        press(KeyCode.ESCAPE);
        robot.clickOn("#search-cluster").write("app");
        await("all of them", () -> grid("scope").getItems().size() == 30 + 750);
        // Whatever is found, only what is in sight has cells.
        assertThat(robot.lookup(node -> node instanceof TableCell<?, ?>).queryAllAs(Node.class))
                .hasSizeLessThan(400);
    }

    @Test
    void nodesAndLabelsAreOtherWaysToPick() throws Exception {
        awaitRows(4);
        robot.clickOn("Nodes");
        awaitRows(2);
        pick(0);
        await("the plan", () -> plain(startButton().getText()).equals("Start 1 agent in node-1"));
        robot.clickOn("Labels");
        awaitRows(4);
        pick(3);
        await("the plan", () -> plain(startButton().getText()).equals("Start 1 agent in shop: app=cart"));
    }
}
