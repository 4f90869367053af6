package dev.sonde.core.cluster.preflight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import dev.sonde.core.cluster.inject.AgentForm;
import java.util.List;

/**
 * One thing that Sonde does with the API, as role-based access control names it.
 *
 * @param group of the resource; empty for the core
 * @param resource with its subresource after a slash
 * @param verb what is done with it
 */
record Verb(String group, String resource, String verb) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What tells names of what was seen. Without one of them, what it names stays an address. */
    static final List<Verb> READ = List.of(
            new Verb("", "pods", "list"),
            new Verb("", "pods", "watch"),
            new Verb("", "services", "list"),
            new Verb("", "services", "watch"),
            new Verb("discovery.k8s.io", "endpointslices", "list"),
            new Verb("discovery.k8s.io", "endpointslices", "watch"),
            new Verb("apps", "deployments", "list"),
            new Verb("apps", "deployments", "watch"),
            new Verb("", "events", "list"),
            new Verb("", "events", "watch"),
            new Verb("", "nodes", "get"),
            new Verb("", "nodes", "list"),
            new Verb("", "nodes", "watch"));

    /** What an agent's stream comes over. */
    static final Verb FORWARD = new Verb("", "pods/portforward", "create");

    /** What puts an agent in and talks to it. */
    static List<Verb> inject(AgentForm form) {
        return form == AgentForm.DEBUG_POD
                ? List.of(
                        new Verb("", "pods", "get"),
                        new Verb("", "pods", "create"),
                        new Verb("", "pods", "delete"),
                        new Verb("", "pods/log", "get"),
                        FORWARD)
                : List.of(
                        new Verb("", "pods", "get"),
                        new Verb("", "pods/ephemeralcontainers", "patch"),
                        new Verb("", "pods/log", "get"),
                        FORWARD);
    }

    /** Whether it is a thing of the whole cluster. */
    boolean isClusterWide() {
        return resource.equals("nodes");
    }

    /** Asks the API server whether this user may do it; empty namespace means in all of them. */
    boolean isAllowed(ClusterApi api, String namespace) {
        return ask(api, namespace).await();
    }

    /** Begins to ask. */
    Coming<Boolean> ask(ClusterApi api, String namespace) {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SelfSubjectAccessReview");
        ObjectNode asked = review.putObject("spec").putObject("resourceAttributes");
        int slash = resource.indexOf('/');
        asked.put("group", group);
        asked.put("resource", slash < 0 ? resource : resource.substring(0, slash));
        if (slash >= 0) {
            asked.put("subresource", resource.substring(slash + 1));
        }
        asked.put("verb", verb);
        if (!isClusterWide()) {
            asked.put("namespace", namespace);
        }
        Coming<ApiAnswer> coming =
                api.postLater("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", review.toString());
        return () -> {
            ApiAnswer answer = coming.await();
            return answer.isDone()
                    && answer.json().path("status").path("allowed").asBoolean();
        };
    }

    /** What can't be done without it. */
    String without() {
        return switch (resource) {
            case "pods" ->
                switch (verb) {
                    case "get" -> "how an agent fares is not known";
                    case "create", "delete" -> "no pod of its own can be made for an agent, or taken away";
                    default -> "nothing can be chosen or named";
                };
            case "pods/ephemeralcontainers" -> "no agent can be put into a pod";
            case "pods/log" -> "an agent can't be heard, which says on its log how it is known";
            case "pods/portforward" -> "an agent can't be talked to";
            case "services" -> "addresses of services have no name";
            case "endpointslices" -> "which workload is behind a service is not known";
            case "deployments" -> "rollouts are not told of";
            case "events" -> "events are not told of";
            default -> "kernels and addresses of nodes are not known";
        };
    }

    /** {@code list pods}. */
    String words() {
        return verb + " " + resource;
    }
}
