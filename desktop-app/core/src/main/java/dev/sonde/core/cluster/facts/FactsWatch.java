package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.PodReader;
import dev.sonde.protocol.v1.Batch;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Watches what Sonde needs of a cluster to name what it sees: of the whole cluster where the user may, else of some namespaces.
 * What may not be read is done without. Survives the API server: watches are taken up again, and say only what changed.
 */
public final class FactsWatch implements AutoCloseable {
    private static final long PAGE = 500;
    private static final int LONGEST_ADDRESS = 45;

    private final KubernetesClient client;
    private final FactBatches batches;
    private final Map<String, PodInfo> pods = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new ArrayList<>();
    private final AtomicBoolean podsChanged = new AtomicBoolean();

    private FactsWatch(KubernetesClient client, Set<String> namespaces) {
        this.client = client;
        batches = new FactBatches(namespaces);
    }

    /**
     * Begins to watch.
     *
     * @param namespaces those that are told of whole; of others only who talks with them. All when empty
     */
    public static FactsWatch start(ClusterApi api, Set<String> namespaces) {
        FactsWatch watch = new FactsWatch(api.client(), namespaces);
        // Names in this namespace need no namespace beside them.
        String home = namespaces.size() == 1 ? namespaces.iterator().next() : "";
        watch.batches.add(new Fact(new Fact.Of("Scope", home, api.context(), "scope"), "", "", "", "", ""));
        if (may(api, "/api/v1/nodes")) {
            watch.follow(watch.client.nodes(), FactReader::node, node -> {});
        }
        if (may(api, "/api/v1/pods")) {
            watch.cluster(api);
        } else {
            namespaces.forEach(namespace -> watch.namespace(api, namespace));
        }
        return watch;
    }

    private static boolean may(ClusterApi api, String path) {
        return api.get(path + "?limit=1").isDone();
    }

    private void cluster(ClusterApi api) {
        follow(client.pods().inAnyNamespace(), FactReader::pod, this::pod);
        if (may(api, "/api/v1/services")) {
            follow(client.services().inAnyNamespace(), FactReader::service, service -> {});
        }
        if (may(api, "/apis/discovery.k8s.io/v1/endpointslices")) {
            follow(client.discovery().v1().endpointSlices().inAnyNamespace(), FactReader::endpoints, slice -> {});
        }
        if (may(api, "/apis/apps/v1/deployments")) {
            follow(client.apps().deployments().inAnyNamespace(), FactReader::deployment, deployment -> {});
        }
        if (may(api, "/api/v1/events")) {
            followEvents(client.v1().events().inAnyNamespace());
        }
    }

    private void namespace(ClusterApi api, String namespace) {
        String core = "/api/v1/namespaces/" + namespace;
        if (may(api, core + "/pods")) {
            follow(client.pods().inNamespace(namespace), FactReader::pod, this::pod);
        }
        if (may(api, core + "/services")) {
            follow(client.services().inNamespace(namespace), FactReader::service, service -> {});
        }
        if (may(api, "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices")) {
            follow(client.discovery().v1().endpointSlices().inNamespace(namespace), FactReader::endpoints, slice -> {});
        }
        if (may(api, "/apis/apps/v1/namespaces/" + namespace + "/deployments")) {
            follow(client.apps().deployments().inNamespace(namespace), FactReader::deployment, deployment -> {});
        }
        if (may(api, core + "/events")) {
            followEvents(client.v1().events().inNamespace(namespace));
        }
    }

    private void pod(Pod pod) {
        PodInfo info = PodReader.of(pod);
        PodInfo before = pods.put(info.uid(), info);
        if (before == null
                || !before.phase().equals(info.phase())
                || !before.node().equals(info.node())) {
            podsChanged.set(true);
        }
    }

    private <T extends HasMetadata> void follow(Informable<T> what, Function<T, Fact> read, Consumer<T> also) {
        SharedIndexInformer<T> informer = what.withLimit(PAGE).runnableInformer(0);
        informers.add(informer);
        informer.exceptionHandler((started, failure) -> true);
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                also.accept(object);
                batches.add(read.apply(object));
            }

            @Override
            public void onUpdate(@Nullable T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                batches.gone(read.apply(object));
                if (pods.remove(object.getMetadata().getUid()) != null) {
                    podsChanged.set(true);
                }
            }
        });
        informer.start();
    }

    private void followEvents(Informable<Event> what) {
        SharedIndexInformer<Event> informer = what.withLimit(PAGE).runnableInformer(0);
        informers.add(informer);
        informer.exceptionHandler((started, failure) -> true);
        informer.addEventHandler(new ResourceEventHandler<Event>() {
            @Override
            public void onAdd(Event event) {
                batches.add(event);
            }

            @Override
            public void onUpdate(@Nullable Event before, Event event) {
                batches.add(event);
            }

            @Override
            public void onDelete(Event event, boolean unknown) {
                // The API forgets events after an hour; the recording does not.
            }
        });
        informer.start();
    }

    /** Takes note of the addresses in a batch of an agent: who has them is told of, wherever it is. */
    public void met(Batch batch) {
        for (String text : batch.getStrings().getValuesList()) {
            if (isAddress(text)) {
                batches.met(text);
            }
        }
    }

    private static boolean isAddress(String text) {
        return text.length() <= LONGEST_ADDRESS
                && (text.indexOf('.') > 0 || text.indexOf(':') >= 0)
                && text.chars().allMatch(letter -> letter == '.' || letter == ':' || Character.digit(letter, 16) >= 0);
    }

    /** What became known since it was asked last, or null. */
    public @Nullable Batch take() {
        return batches.take();
    }

    /** Whether pods came, went, or changed their phase since it was asked last. */
    public boolean podsChanged() {
        return podsChanged.getAndSet(false);
    }

    /** All pods that are known. */
    public List<PodInfo> pods() {
        return List.copyOf(pods.values());
    }

    @Override
    public void close() {
        informers.forEach(SharedIndexInformer::stop);
    }
}
