package dev.sonde.core.cluster.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The container of an agent, as the API takes it. */
final class AgentSpec {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How long a debug pod lives at most, whatever happens: a day. */
    private static final int LONGEST_SECONDS = 24 * 3600;

    private AgentSpec() {}

    /** The patch that adds an ephemeral container to a pod. */
    static String patch(AgentForm form, String name, String image, List<String> arguments) {
        ObjectNode root = JSON.createObjectNode();
        root.putObject("spec").putArray("ephemeralContainers").add(container(form, name, image, arguments));
        return root.toString();
    }

    /** A pod with the agent in it, on one node. */
    static String pod(String name, String node, String image, List<String> arguments) {
        ObjectNode root = JSON.createObjectNode();
        root.put("apiVersion", "v1");
        root.put("kind", "Pod");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", name);
        metadata.putObject("labels").put("app.kubernetes.io/managed-by", "sonde");
        ObjectNode spec = root.putObject("spec");
        spec.put("nodeName", node);
        spec.put("hostPID", true);
        spec.put("restartPolicy", "Never");
        spec.put("activeDeadlineSeconds", LONGEST_SECONDS);
        spec.put("terminationGracePeriodSeconds", 2);
        spec.put("automountServiceAccountToken", false);
        spec.putArray("tolerations").addObject().put("operator", "Exists");
        spec.putArray("containers").add(container(AgentForm.DEBUG_POD, name, image, arguments));
        return root.toString();
    }

    /** The image that a body made here names. */
    static String image(String json) {
        try {
            return JSON.readTree(json).findPath("image").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No body of a request: " + json, e);
        }
    }

    private static ObjectNode container(AgentForm form, String name, String image, List<String> arguments) {
        ObjectNode container = JSON.createObjectNode();
        container.put("name", name);
        container.put("image", image);
        container.put("imagePullPolicy", "IfNotPresent");
        ArrayNode args = container.putArray("args");
        arguments.forEach(args::add);
        ObjectNode security = container.putObject("securityContext");
        security.put("runAsUser", 0);
        security.put("runAsNonRoot", false);
        if (form == AgentForm.POD) {
            security.put("allowPrivilegeEscalation", false);
            security.put("readOnlyRootFilesystem", true);
            security.putObject("seccompProfile").put("type", "RuntimeDefault");
            ObjectNode capabilities = security.putObject("capabilities");
            capabilities.putArray("drop").add("ALL");
            capabilities.putArray("add").add("BPF").add("NET_ADMIN").add("PERFMON");
        } else {
            security.put("privileged", true);
        }
        return container;
    }
}
