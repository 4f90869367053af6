package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.scope.PodInfo;
import dev.sonde.core.cluster.scope.PodReader;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.AgentState;
import dev.sonde.protocol.v1.Batch;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
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
import java.util.function.Supplier;
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

    private final ClusterApi api;
    private final Set<String> namespaces;

    /**
     * Makes a watch that has not begun.
     *
     * @param namespaces those that are told of whole; of others only who talks with them. All when empty
     */
    public FactsWatch(ClusterApi api, Set<String> namespaces) {
        this.api = api;
        this.namespaces = Set.copyOf(namespaces);
        client = api.client();
        batches = new FactBatches(namespaces);
        // Names in this namespace need no namespace beside them.
        String home = namespaces.size() == 1 ? namespaces.iterator().next() : "";
        batches.add(new Fact(new Fact.Of("Scope", home, api.context(), "scope"), "", "", "", "", ""));
    }

    /** Begins to watch; asks first what may be read. */
    public void begin() {
        if (may(api, "/api/v1/nodes")) {
            follow(client.nodes(), Node::new, FactReader::node, node -> {});
        }
        if (may(api, "/api/v1/pods")) {
            cluster();
        } else {
            namespaces.forEach(this::namespace);
        }
    }

    private static boolean may(ClusterApi api, String path) {
        return api.get(path + "?limit=1").isDone();
    }

    private void cluster() {
        follow(client.pods().inAnyNamespace(), Pod::new, FactReader::pod, this::pod);
        if (may(api, "/api/v1/services")) {
            follow(client.services().inAnyNamespace(), Service::new, FactReader::service, service -> {});
        }
        if (may(api, "/apis/discovery.k8s.io/v1/endpointslices")) {
            follow(
                    client.discovery().v1().endpointSlices().inAnyNamespace(),
                    EndpointSlice::new,
                    FactReader::endpoints,
                    slice -> {});
        }
        if (may(api, "/apis/apps/v1/deployments")) {
            follow(
                    client.apps().deployments().inAnyNamespace(),
                    Deployment::new,
                    FactReader::deployment,
                    deployment -> {});
        }
        if (may(api, "/api/v1/events")) {
            followEvents(client.v1().events().inAnyNamespace());
        }
    }

    private void namespace(String namespace) {
        String core = "/api/v1/namespaces/" + namespace;
        if (may(api, core + "/pods")) {
            follow(client.pods().inNamespace(namespace), Pod::new, FactReader::pod, this::pod);
        }
        if (may(api, core + "/services")) {
            follow(client.services().inNamespace(namespace), Service::new, FactReader::service, service -> {});
        }
        if (may(api, "/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices")) {
            follow(
                    client.discovery().v1().endpointSlices().inNamespace(namespace),
                    EndpointSlice::new,
                    FactReader::endpoints,
                    slice -> {});
        }
        if (may(api, "/apis/apps/v1/namespaces/" + namespace + "/deployments")) {
            follow(
                    client.apps().deployments().inNamespace(namespace),
                    Deployment::new,
                    FactReader::deployment,
                    deployment -> {});
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

    private <T extends HasMetadata> void follow(
            Informable<T> what, Supplier<T> empty, Function<T, Fact> read, Consumer<T> also) {
        SharedIndexInformer<T> informer = what.withLimit(PAGE).runnableInformer(0);
        informer.itemStore(new Names<>(empty));
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
                // Of what is gone only its name is there.
                batches.gone(object.getMetadata().getUid());
                if (pods.remove(object.getMetadata().getUid()) != null) {
                    podsChanged.set(true);
                }
            }
        });
        informer.start();
    }

    private void followEvents(Informable<Event> what) {
        SharedIndexInformer<Event> informer = what.withLimit(PAGE).runnableInformer(0);
        informer.itemStore(new Names<>(Event::new));
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

    /** Tells how an agent is: a recording then knows what the session knew. */
    public void agent(String container, AgentState agent) {
        SondeException reason = agent.reason();
        String detail = reason == null
                ? ""
                : "code=" + reason.code() + ";what="
                        + String.valueOf(reason.getMessage()).replace(';', ',');
        // Without a namespace, as whole nodes are: it is told of wherever it is.
        batches.add(new Fact(
                new Fact.Of("Agent", "", container, container),
                agent.node(),
                "",
                "Pod/" + agent.pod(),
                agent.stage().words(),
                detail));
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
