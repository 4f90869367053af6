package dev.sonde.core.cluster.link;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.PlannedAgent;
import dev.sonde.core.cluster.scope.NodeImages;
import dev.sonde.core.cluster.scope.PodReader;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.api.model.ContainerState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why the container of an agent will not start by waiting. The kubelet writes an event at once, and into the state of a running pod only with
 * its next look at it, up to a quarter of a minute later.
 */
final class StartTrouble {
    private static final String ERROR = "Error: ";

    /** What a container waits for that it will not get by waiting. */
    private static final Set<String> HOPELESS = Set.of(
            "InvalidImageName",
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImageNeverPull",
            "CreateContainerConfigError",
            "CreateContainerError",
            "RunContainerError",
            "CrashLoopBackOff");

    private StartTrouble() {}

    /** What is wrong with a container in that state; null when it may start yet. */
    static @Nullable SondeException of(ClusterApi api, PlannedAgent agent, @Nullable ContainerState state) {
        if (state != null && (state.getRunning() != null || state.getTerminated() != null)) {
            return null;
        }
        String reason = state == null || state.getWaiting() == null
                ? ""
                : String.valueOf(state.getWaiting().getReason());
        return HOPELESS.contains(reason) ? trouble(api, agent, reason, PodReader.words(state)) : ofEvents(api, agent);
    }

    private static @Nullable SondeException ofEvents(ClusterApi api, PlannedAgent agent) {
        String kind = agent.form() == AgentForm.DEBUG_POD ? "containers" : "ephemeralContainers";
        String selector = "involvedObject.name=" + agent.place().pod() + ",involvedObject.fieldPath=spec." + kind + "{"
                + agent.container() + "}";
        ApiAnswer events = api.get("/api/v1/namespaces/" + agent.place().namespace() + "/events?fieldSelector="
                + URLEncoder.encode(selector, StandardCharsets.UTF_8));
        String said = "";
        String reason = "";
        // Who may not read events hears it later.
        for (JsonNode event : events.json().path("items")) {
            String message = event.path("message").asText();
            String meant = reason(event.path("reason").asText(), message);
            boolean isTrouble = !meant.isEmpty() || event.path("type").asText().equals("Warning");
            reason = meant.isEmpty() ? reason : meant;
            said = message.startsWith(ERROR) || !isTrouble ? said : message;
        }
        return reason.isEmpty() ? null : trouble(api, agent, reason, reason + (said.isEmpty() ? "" : ": " + said));
    }

    /** What an event means; empty for what may pass. Of two that say the same the kubelet may leave out one. */
    private static String reason(String event, String message) {
        if (message.startsWith(ERROR)) {
            String named = message.substring(ERROR.length());
            return HOPELESS.contains(named) ? named : "";
        }
        return switch (event) {
            case "InspectFailed" -> "InvalidImageName";
            case "ErrImageNeverPull" -> event;
            // All that is said of an image that was not to be had a moment ago either.
            case "BackOff" -> message.startsWith("Back-off pulling image") ? "ImagePullBackOff" : "";
            case "Failed" -> message.startsWith("Failed to pull image") ? "ErrImagePull" : "";
            default -> "";
        };
    }

    private static SondeException trouble(ClusterApi api, PlannedAgent agent, String reason, String words) {
        return switch (reason) {
            case "InvalidImageName" ->
                new SondeException(
                        NoPlace.NO_IMAGE,
                        "The agent's image for " + agent.place().words() + " has no valid name",
                        words,
                        "Name it as registry/name:tag: --image, or SONDE_AGENT_IMAGE for the window.");
            case "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull" -> noImage(api, agent, words);
            default ->
                new SondeException(
                        NoPlace.NOT_STARTED,
                        "The agent in " + agent.place().words() + " can't start",
                        words,
                        "See kubectl describe pod " + agent.place().pod() + ".");
        };
    }

    private static SondeException noImage(ClusterApi api, PlannedAgent agent, String words) {
        String node = agent.place().node();
        String image = agent.image();
        List<String> others =
                NodeImages.pulledAs(api.get("/api/v1/nodes/" + node).json(), image);
        if (others.isEmpty()) {
            return new SondeException(
                    NoPlace.NO_IMAGE,
                    "The node " + node + " can't get the agent's image",
                    words,
                    "Load it there: sonde image load; or name one that the node can pull, with the pod's own pull"
                            + " secrets: --image, or SONDE_AGENT_IMAGE for the window.");
        }
        String other = others.getFirst();
        return new SondeException(
                NoPlace.NO_IMAGE,
                "The node " + node + " has the agent's image and may not use it under this name",
                "It was pulled there as " + other + ", so the kubelet (from Kubernetes 1.35 on) asks the registry of "
                        + image + " whether the pod may have it. " + words,
                "Name it as it was pulled: --image " + other + ", or SONDE_AGENT_IMAGE for the window.");
    }
}
