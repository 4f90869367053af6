package dev.sonde.core.cluster.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import dev.sonde.core.cluster.api.RawAnswer;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionPlan;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.preflight.PreflightFinding.Check;
import dev.sonde.core.cluster.preflight.PreflightFinding.State;
import dev.sonde.core.cluster.scope.NodeImages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the nodes of a plan say of themselves: kernel and images. */
final class NodeCheck {
    /** For the ring buffer and the programs at cgroups. */
    private static final int[] KERNEL_CGROUP = {5, 10};

    /** For links of the kind tcx at devices. */
    private static final int[] KERNEL_TCX = {6, 6};

    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    private final InjectionPlan plan;
    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private String unknown = "";

    NodeCheck(ClusterApi api, InjectionPlan plan) {
        this.plan = plan;
        Map<String, Coming<RawAnswer>> asked = new LinkedHashMap<>();
        plan.nodes().forEach(name -> asked.put(name, api.getLater("/api/v1/nodes/" + name, "application/json")));
        for (Map.Entry<String, Coming<RawAnswer>> each : asked.entrySet()) {
            String name = each.getKey();
            ApiAnswer answer = each.getValue().await().text();
            if (answer.isDone()) {
                nodes.put(name, answer.json());
            } else {
                unknown = answer.message();
            }
        }
    }

    PreflightFinding kernel() {
        Map<String, Integer> kernels = new TreeMap<>();
        List<String> old = new ArrayList<>();
        boolean devices = plan.agents().stream().anyMatch(agent -> agent.form() == AgentForm.POD);
        int[] needed = devices ? KERNEL_TCX : KERNEL_CGROUP;
        nodes.forEach((name, node) -> {
            String kernel = node.at("/status/nodeInfo/kernelVersion").asText();
            kernels.merge(kernel, 1, Integer::sum);
            if (isOlder(kernel, needed)) {
                old.add(name + " has " + kernel);
            }
        });
        String least = needed[0] + "." + needed[1];
        if (!old.isEmpty()) {
            return new PreflightFinding(
                    Check.KERNEL,
                    State.BLOCKED,
                    "This form of agent needs Linux " + least + " or newer: " + String.join(", ", old) + ".",
                    old.size() + " too old",
                    devices
                            ? "Take the node form, which needs 5.10, or leave those nodes out."
                            : "Leave those nodes out.");
        }
        if (nodes.size() < plan.nodes().size()) {
            return new PreflightFinding(
                    Check.KERNEL,
                    State.TO_KNOW,
                    "The nodes can't be asked for their kernels (" + unknown + "); the agents will say.",
                    nodes.size() + " of " + plan.nodes().size() + " nodes",
                    "");
        }
        String detail = kernels.entrySet().stream()
                .map(e -> e.getKey() + " ×" + e.getValue())
                .collect(Collectors.joining(", "));
        return new PreflightFinding(
                Check.KERNEL, State.PASS, "Needs " + least + " or newer on every node.", detail, "");
    }

    static boolean isOlder(String kernel, int[] needed) {
        Matcher version = VERSION.matcher(kernel);
        if (!version.matches()) {
            return false;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        return major < needed[0] || (major == needed[0] && minor < needed[1]);
    }

    PreflightFinding image() {
        String image = plan.options().image();
        List<String> without = nodes.entrySet().stream()
                .filter(e -> !NodeImages.has(e.getValue(), image))
                .map(Map.Entry::getKey)
                .toList();
        int there = nodes.size() - without.size();
        String detail = there + " of " + plan.nodes().size() + " nodes have it";
        if (there == plan.nodes().size()) {
            return new PreflightFinding(Check.IMAGE, State.PASS, image + " is on every node.", detail, "");
        }
        boolean local = image.startsWith("localhost/");
        return new PreflightFinding(
                Check.IMAGE,
                State.TO_KNOW,
                local
                        ? image + " is in no registry, and not among the images that "
                                + (without.isEmpty() ? "could be listed" : String.join(", ", without) + " listed")
                                + " (a node lists its 50 largest, and one that was just loaded within a minute)."
                        : image + " will be pulled where it is not.",
                detail,
                local
                        ? "Load it: sonde image load; or name one in a registry: --image, or SONDE_AGENT_IMAGE for the window."
                        : "");
    }

    static boolean isPrivileged(PlannedAgent agent) {
        return agent.form() != AgentForm.POD;
    }
}
