package dev.sonde.core.cluster.scope;

import dev.sonde.core.cluster.api.ApiAnswer;
import dev.sonde.core.cluster.api.ApiFailures;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import dev.sonde.core.cluster.api.RawAnswer;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Lists the pods of a cluster, page by page. */
public final class ClusterPods {
    /** The first page is small, so that there is something to see; then fewer, larger ones. */
    private static final int FIRST_PAGE = 500;

    private static final int PAGE = 1_500;

    private ClusterPods() {}

    /**
     * Lists pods.
     *
     * @param namespaces of these; of all when empty
     * @param progress told of what has arrived so far, after each page; the list goes on growing
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
        PodWire wire = new PodWire();
        Coming<RawAnswer> coming = api.getLater(path + "?limit=" + FIRST_PAGE, PodPage.ACCEPT);
        while (coming != null) {
            RawAnswer answer = coming.await();
            if (!answer.isDone()) {
                throw ApiFailures.refused("list pods", answer.text());
            }
            coming = null;
            try {
                PodPage page = PodPage.of(answer.body());
                String next = page == null ? "" : page.next();
                if (!next.isEmpty()) {
                    // Under way while this page is read.
                    coming = api.getLater(next(path, next), PodPage.ACCEPT);
                }
                if (page == null) {
                    next = addJson(answer, into);
                    coming = next.isEmpty() ? null : api.getLater(next(path, next), PodPage.ACCEPT);
                } else {
                    into.addAll(page.pods(wire));
                }
            } catch (IOException e) {
                throw unreadable(e);
            }
            progress.accept(Collections.unmodifiableList(into));
        }
    }

    private static String next(String path, String next) {
        return path + "?limit=" + PAGE + "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** A server that speaks only JSON; where its next page begins. */
    private static String addJson(RawAnswer answer, List<PodInfo> into) {
        PodList page = Serialization.unmarshal(answer.text().body(), PodList.class);
        page.getItems().forEach(pod -> into.add(PodReader.of(pod)));
        String more = page.getMetadata().getContinue();
        return more == null ? "" : more;
    }

    private static SondeException unreadable(IOException cause) {
        return new SondeException(
                "SD-2313",
                "The list of pods can't be read",
                String.valueOf(cause.getMessage()),
                "See whether something between here and the API server changes its answers: a proxy, for example.",
                cause);
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
