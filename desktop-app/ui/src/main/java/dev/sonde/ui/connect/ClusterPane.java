package dev.sonde.ui.connect;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.ClusterContext;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.cluster.scope.ClusterTree;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.ui.desk.Attempt;
import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Clusters;
import dev.sonde.ui.desk.Clusters.Look;
import dev.sonde.ui.desk.Clusters.Place;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.look.Corners;
import dev.sonde.ui.look.States;
import dev.sonde.ui.number.Clocks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** A part of a cluster: picked, planned, checked, and connected to. Owned by the FX thread. */
final class ClusterPane implements Pane {
    /** A plan is checked when the hand rests: each check is a dozen requests. */
    private static final Duration REST = Duration.millis(350);

    /** Up to so many pods get an agent each where nobody says otherwise: above that, one for each node is less. */
    private static final int FEW_PODS = 10;

    private final Desk desk;
    private final ScopePanel scope;
    private final FormChoice forms = new FormChoice(this::choose);
    private final ChecksPanel checks;
    private final StepsPanel steps;
    private final ManifestPanel manifest = new ManifestPanel();
    private final CheckBox consent = new CheckBox("Privileged agents are fine");
    private final Foot foot = new Foot("Start", () -> leaving(this::start), consent);
    private final StackPane above = new StackPane();
    private final VBox middle;
    private final VBox right;
    private final Inquiry<Look> looker;
    private final Inquiry<InjectionPlan> planner;
    private final Inquiry<List<PreflightFinding>> checker;
    private final PauseTransition rest = new PauseTransition(REST);
    private @Nullable Place place;
    private @Nullable InjectionPlan plan;
    private @Nullable AgentForm wanted;
    private IntConsumer onStep = step -> {};
    private String home = "";
    private boolean permitted;
    private boolean connecting;

    ClusterPane(Desk desk, Supplier<Clocks> clocks) {
        this.desk = desk;
        checks = new ChecksPanel(clocks, this::check);
        scope = new ScopePanel(desk.jobs(), this::picked, () -> look(Set.of()));
        steps = new StepsPanel(() -> leaving(desk::cancel), () -> leaving(this::toPlan));
        looker = new Inquiry<>(desk.jobs(), "connect.look", look -> scope.part(look.tree()), this::seen, this::unseen);
        planner = new Inquiry<>(desk.jobs(), "connect.plan", ready -> {}, this::planned, this::unplanned);
        checker = new Inquiry<>(
                desk.jobs(),
                "connect.preflight",
                found -> checks.show(words(found), false),
                this::checked,
                this::unchecked);
        rest.setOnFinished(event -> {
            if (manifest.node().getScene() != null) {
                check();
            }
        });
        consent.setId("consent");
        consent.setMinWidth(Region.USE_PREF_SIZE);
        consent.selectedProperty().subscribe(agreed -> offer());
        VBox.setVgrow(scope.node(), Priority.ALWAYS);
        VBox way = new VBox(forms);
        Corners.frame(way);
        middle = new VBox(12, scope.node(), way);
        above.getChildren().setAll(checks.node());
        above.setMinSize(0, 0);
        above.setPrefHeight(0);
        manifest.node().setPrefHeight(0);
        VBox.setVgrow(above, Priority.ALWAYS);
        VBox.setVgrow(manifest.node(), Priority.ALWAYS);
        right = new VBox(12, above, manifest.node());
        none("Choose a context", "What is in its cluster then stands here.");
    }

    /** No cluster is chosen. */
    void none(String title, String hint) {
        place = null;
        looker.cancel();
        scope.begin("");
        scope.idle(States.empty(title, hint));
        picked();
    }

    /** A context that can't be used. */
    void broken(ClusterContext context, SondeException problem) {
        none("", "");
        scope.fail(problem);
    }

    /** A context was chosen. */
    void choose(Place chosen, String namespace) {
        place = chosen;
        home = namespace;
        scope.begin(namespace);
        picked();
        look(Set.of());
    }

    private void look(Set<String> namespaces) {
        Place at = place;
        if (at == null) {
            return;
        }
        Clusters clusters = desk.clusters();
        scope.loading("Listing what is in " + at.context() + "…", this::giveUp);
        looker.ask(soFar -> clusters.look(at, namespaces, tree -> soFar.accept(new Look(tree, namespaces, null))));
    }

    private void giveUp() {
        looker.cancel();
        scope.idle(States.empty(
                "The cluster was not listed", "You gave it up.", ScopePanel.way("List it", () -> look(Set.of()))));
    }

    private void seen(Look look) {
        scope.whole(look);
        replan();
    }

    private void unseen(SondeException reason) {
        scope.fail(
                reason,
                ScopePanel.way("Try again", () -> look(Set.of())),
                ScopePanel.way("List only " + home, () -> look(Set.of(home))));
    }

    /** Picks a whole namespace by its name, and checks at once: no hand is at work. */
    void pick(String namespace) {
        scope.pick(namespace);
        rest.stop();
        check();
    }

    private void picked() {
        if (connecting) {
            return;
        }
        replan();
    }

    private void choose(AgentForm form) {
        wanted = form;
        replan();
    }

    private void replan() {
        plan = null;
        permitted = false;
        rest.stop();
        checker.cancel();
        Optional<ClusterScope> chosen = scope.scope();
        Place at = place;
        if (at == null || chosen.isEmpty() || !scope.tree().complete()) {
            planner.cancel();
            manifest.nothing();
            checks.nothing(
                    "Nothing is checked yet",
                    "Pick what to watch. Nothing is changed in the cluster before you start.");
            forms.show(wanted == null ? AgentForm.POD : wanted, 0, 0);
            offer();
            return;
        }
        ClusterTree tree = scope.tree();
        Clusters clusters = desk.clusters();
        AgentForm asked = wanted;
        planner.ask(soFar -> {
            InjectionPlan first = clusters.plan(at, tree, chosen.get(), asked == null ? AgentForm.POD : asked);
            boolean many = asked == null
                    && (first.pods().size() > FEW_PODS || chosen.get().isWholeNodes());
            return many ? clusters.plan(at, tree, chosen.get(), AgentForm.NODE) : first;
        });
        offer();
    }

    private void planned(InjectionPlan made) {
        plan = made;
        Place at = place;
        long nodes = made.pods().stream().map(pod -> pod.node()).distinct().count();
        forms.show(made.options().form(), made.pods().size(), (int) nodes);
        manifest.show(made, at == null ? "" : at.context());
        checks.looking("Asking whether this is allowed…");
        rest.playFromStart();
        offer();
    }

    private void unplanned(SondeException reason) {
        forms.show(wanted == null ? AgentForm.POD : wanted, 0, 0);
        manifest.fail(reason);
        checks.nothing("Nothing to check", "There is no plan.");
        offer();
    }

    private void check() {
        Place at = place;
        InjectionPlan checking = plan;
        if (at == null || checking == null || connecting) {
            return;
        }
        permitted = false;
        offer();
        checks.looking("Asking whether this is allowed…");
        Clusters clusters = desk.clusters();
        checker.ask(soFar -> clusters.preflight(at, checking, soFar));
    }

    private void checked(List<PreflightFinding> found) {
        checks.show(words(found), true);
        permitted = found.stream().noneMatch(finding -> finding.state() == PreflightFinding.State.BLOCKED);
        offer();
    }

    private void unchecked(SondeException reason) {
        checks.fail(reason);
        offer();
    }

    private static List<Check> words(List<PreflightFinding> findings) {
        return findings.stream()
                .map(finding -> new Check(
                        switch (finding.state()) {
                            case PASS -> Check.Verdict.PASS;
                            case TO_KNOW -> Check.Verdict.TO_KNOW;
                            case BLOCKED -> Check.Verdict.BLOCKED;
                        },
                        finding.check().title(),
                        finding.meaning(),
                        finding.detail(),
                        finding.remedy()))
                .toList();
    }

    private void offer() {
        InjectionPlan ready = plan;
        boolean privileged = ready != null && ready.agents().stream().anyMatch(agent -> agent.form() != AgentForm.POD);
        consent.setVisible(privileged);
        consent.setManaged(privileged);
        foot.facts(StartWords.facts(ready));
        foot.offer(
                StartWords.title(ready),
                ready != null && permitted && !connecting && (!privileged || consent.isSelected()));
        onStep.accept(step());
    }

    private int step() {
        if (place == null) {
            return StepsBar.SOURCE;
        }
        if (plan == null) {
            return StepsBar.SCOPE;
        }
        return permitted ? StepsBar.START : StepsBar.PREFLIGHT;
    }

    @Override
    public List<String> place() {
        Place at = place;
        InjectionPlan ready = plan;
        if (at == null) {
            return List.of();
        }
        return ready == null
                ? List.of(at.context())
                : List.of(at.context(), ready.scope().words());
    }

    @Override
    public void onStep(IntConsumer listener) {
        onStep = listener;
        listener.accept(step());
    }

    @Override
    public void start() {
        Place at = place;
        InjectionPlan agreed = plan;
        if (!foot.can() || at == null || agreed == null) {
            return;
        }
        Clusters clusters = desk.clusters();
        AtomicReference<List<AgentState>> latest = new AtomicReference<>(List.of());
        desk.open(
                at.context() + " · " + agreed.scope().words(),
                job -> clusters.start(at, agreed, states -> {
                    job.check();
                    // Told twenty times a second: what is drawn anew for no news takes the processor from those who
                    // start.
                    if (!states.equals(latest.getAndSet(states))) {
                        job.progress(0);
                    }
                }),
                attempt -> attempted(attempt, latest.get()));
    }

    private void attempted(Attempt attempt, List<AgentState> agents) {
        switch (attempt) {
            case Attempt.Running(String what) -> {
                if (!connecting) {
                    connecting = true;
                    steps.begin(what);
                    above.getChildren().setAll(steps.node());
                }
                if (!agents.isEmpty()) {
                    steps.show(agents);
                }
            }
            case Attempt.Done _ -> {}
            case Attempt.None() -> toPlan();
            case Attempt.Failed failed -> {
                connecting = false;
                steps.fail(failed.reason());
                // Names and keys are used once.
                replan();
            }
        }
        offer();
    }

    /** What a button does that then goes or is disabled: the keyboard stays in the page. */
    private void leaving(Runnable what) {
        what.run();
        scope.focus();
    }

    private void toPlan() {
        boolean was = connecting;
        connecting = false;
        above.getChildren().setAll(checks.node());
        if (was) {
            replan();
        }
    }

    @Override
    public Node scope() {
        return middle;
    }

    @Override
    public Node plan() {
        return right;
    }

    @Override
    public Node foot() {
        return foot;
    }

    @Override
    public void opened() {
        if (place != null && !looker.isRunning() && !connecting) {
            look(Set.of());
        }
    }

    @Override
    public void focus() {
        scope.focus();
    }

    @Override
    public boolean escape() {
        return scope.clear();
    }
}
