package dev.sonde.cli;

import dev.sonde.core.cluster.ClusterConnection;
import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.preflight.PreflightFinding;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Nothing is put into a cluster before a person, or {@code --yes}, has agreed to exactly that. */
final class Consent {
    private static final int MOST_MANIFESTS = 3;

    private Consent() {}

    /**
     * The same place with what was agreed to; other places than clusters are as they were.
     *
     * @param yes whether it was agreed to beforehand
     * @throws SondeException if nobody agreed
     */
    static Where to(Where where, boolean yes, Terminal terminal) throws IOException {
        if (yes || !(where instanceof Where.InCluster(ClusterRequest request))) {
            return where;
        }
        if (!terminal.interactive() || !Terminal.isTerminal(0)) {
            throw new SondeException(
                    "SD-3123",
                    "Nothing is put into " + request.context() + " without a yes",
                    "There is no terminal to ask on.",
                    "Say --yes beforehand; `sonde doctor --verbose --context " + request.context()
                            + "` shows what would be sent.");
        }
        return new Where.InCluster(request.with(ask(request, terminal)));
    }

    private static InjectionPlan ask(ClusterRequest request, Terminal terminal) throws IOException {
        try (ClusterConnection cluster =
                ClusterConnection.open(Kubeconfig.read(request.kubeconfig()), request.context())) {
            InjectionPlan plan = cluster.plan(request.scope(), request.options());
            showWhatIsSent(plan, request.context(), terminal);
            List<PreflightFinding> findings = cluster.preflight(plan, finding -> show(finding, terminal));
            if (findings.stream().anyMatch(finding -> finding.state() == PreflightFinding.State.BLOCKED)) {
                throw new SondeException(
                        "SD-3124", "It can't be done like this", "The pre-flight says why, above.", "See its arrows.");
            }
            int count = plan.agents().size();
            terminal.err()
                    .print("Put " + count + (count == 1 ? " agent" : " agents") + " into " + request.context() + " ("
                            + plan.meaning() + ")? [y/N] ");
            terminal.err().flush();
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).startsWith("y")) {
                throw new SondeException("SD-3123", "Nothing was put into " + request.context(), "", "");
            }
            return plan;
        }
    }

    private static void showWhatIsSent(InjectionPlan plan, String context, Terminal terminal) {
        plan.agents().stream()
                .limit(MOST_MANIFESTS)
                .forEach(agent -> terminal.err().println(agent.manifest()));
        int more = plan.agents().size() - MOST_MANIFESTS;
        if (more > 0) {
            terminal.err()
                    .println("# and " + more + " more like these, all of which `sonde doctor --verbose --context "
                            + context + "` shows\n");
        }
    }

    private static void show(PreflightFinding finding, Terminal terminal) {
        terminal.err()
                .printf(
                        "%-8s %-14s %s%n",
                        word(finding.state()), finding.check().title(), finding.meaning());
        if (!finding.remedy().isEmpty()) {
            terminal.err().printf("%-8s %-14s → %s%n", "", "", finding.remedy());
        }
    }

    private static String word(PreflightFinding.State state) {
        return switch (state) {
            case PASS -> "pass";
            case TO_KNOW -> "to know";
            case BLOCKED -> "blocked";
        };
    }
}
