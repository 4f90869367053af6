package dev.sonde.core.cluster.scope;

import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ApiFailures;
import dev.sonde.core.cluster.api.ClusterApi;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Lists the pods of a cluster, page by page. */
public final class ClusterPods {
    private static final int PAGE = 500;

    private ClusterPods() {}

    /**
     * Lists pods.
     *
     * @param namespaces of these; of all when empty
     * @param progress told of what has arrived so far, after each page
     * @throws dev.sonde.core.error.SondeException if the API server refuses or does not answer
     */
    public static List<PodInfo> list(ClusterApi api, Set<String> namespaces, Consumer<List<PodInfo>> progress) {
        List<PodInfo> pods = new ArrayList<>();
        if (namespaces.isEmpty()) {
            list(api, "/api/v1/pods", pods, progress);
        }
        for (String namespace : namespaces) {
            list(api, "/api/v1/namespaces/" + namespace + "/pods", pods, progress);
        }
        return pods;
    }

    private static void list(ClusterApi api, String path, List<PodInfo> into, Consumer<List<PodInfo>> progress) {
        String next = "";
        do {
            String query = path + "?limit=" + PAGE
                    + (next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
            ApiAnswer answer = api.get(query);
            if (!answer.isDone()) {
                throw ApiFailures.refused("list pods", answer);
            }
            PodList page = Serialization.unmarshal(answer.body(), PodList.class);
            page.getItems().forEach(pod -> into.add(PodReader.of(pod)));
            progress.accept(List.copyOf(into));
            String more = page.getMetadata().getContinue();
            next = more == null ? "" : more;
        } while (!next.isEmpty());
    }

    /** Reads one pod; empty when it is gone. */
    public static Optional<Pod> get(ClusterApi api, String namespace, String name) {
        ApiAnswer answer = api.get("/api/v1/namespaces/" + namespace + "/pods/" + name);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.isDone()) {
            throw ApiFailures.refused("get pod " + namespace + "/" + name, answer);
        }
        return Optional.of(Serialization.unmarshal(answer.body(), Pod.class));
    }
}
