package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.preflight.PreflightFinding.Check;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an API server of a version can do for a plan. */
final class ServerVersion {
    /** {@code v1.36.2}, {@code v1.24.6-gke.100}, {@code v1.27+}. */
    private static final Pattern VERSION = Pattern.compile("v?(\\d+)\\.(\\d+).*");

    /** From there on pods take ephemeral containers without a switch; they are stable from two versions later. */
    private static final int EPHEMERAL = 23;

    private static final int EPHEMERAL_STABLE = 25;

    private ServerVersion() {}

    static PreflightFinding finding(String version, long latencyMillis, InjectionPlan plan) {
        String detail = version + ", " + latencyMillis + " ms";
        boolean ephemeral = plan.agents().stream().anyMatch(agent -> agent.form() != AgentForm.DEBUG_POD);
        int minor = minor(version);
        if (ephemeral && minor < EPHEMERAL) {
            return new PreflightFinding(
                    Check.API_SERVER,
                    State.BLOCKED,
                    "Pods take containers while they run from Kubernetes 1." + EPHEMERAL + " on.",
                    detail,
                    "Take debug pods: --form debug-pod, or “A pod on each node”.");
        }
        if (ephemeral && minor < EPHEMERAL_STABLE) {
            return new PreflightFinding(
                    Check.API_SERVER,
                    State.TO_KNOW,
                    "Ephemeral containers are beta here, and may be switched off.",
                    detail,
                    "Where they are refused take debug pods.");
        }
        return new PreflightFinding(Check.API_SERVER, State.PASS, "Version and reach of the cluster.", detail, "");
    }

    /** Of version 1; what can't be read is taken for new. */
    private static int minor(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() && parts.group(1).equals("1") ? Integer.parseInt(parts.group(2)) : Integer.MAX_VALUE;
    }
}
