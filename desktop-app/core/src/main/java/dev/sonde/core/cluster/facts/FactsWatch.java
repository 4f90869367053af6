package dev.sonde.core.cluster.facts;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import dev.sonde.core.cluster.api.RawAnswer;
import dev.sonde.core.cluster.scope.PodContainers;
import dev.sonde.core.cluster.scope.PodFeed;
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
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private static final String CORE = "/api/v1";
    private static final String SLICES = "/apis/discovery.k8s.io/v1";
    private static final String APPS = "/apis/apps/v1";
    private static final String NODES = "/api/v1/nodes";

    private final KubernetesClient client;
    private final FactBatches batches;
    private final Map<String, PodInfo> pods = new ConcurrentHashMap<>();
    private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
    private final List<PodFeed> feeds = new CopyOnWriteArrayList<>();
    private final Set<String> unlisted = ConcurrentHashMap.newKeySet();
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
        May may = new May(api, "");
        if (may.read(path(CORE, "", "pods"))) {
            watch("", may);
        } else {
            namespaces.forEach(namespace -> watch(namespace, new May(api, namespace)));
        }
        if (may.read(NODES)) {
            follow(client.nodes(), Node::new, FactReader::node);
        }
    }

    private void watch(String namespace, May may) {
        // First those whose names are wanted first.
        if (may.read(path(CORE, namespace, "pods"))) {
            pods(namespace);
        }
        if (may.read(path(CORE, namespace, "services"))) {
            follow(in(namespace, client.services()), Service::new, FactReader::service);
        }
        if (may.read(path(SLICES, namespace, "endpointslices"))) {
            follow(in(namespace, client.discovery().v1().endpointSlices()), EndpointSlice::new, FactReader::endpoints);
        }
        if (may.read(path(APPS, namespace, "deployments"))) {
            follow(in(namespace, client.apps().deployments()), Deployment::new, FactReader::deployment);
        }
        if (may.read(path(CORE, namespace, "events"))) {
            followEvents(in(namespace, client.v1().events()));
        }
    }

    private static String path(String group, String namespace, String resource) {
        return group + (namespace.isEmpty() ? "" : "/namespaces/" + namespace) + "/" + resource;
    }

    private static <T> Informable<T> in(String namespace, MixedOperation<T, ?, ?> all) {
        return namespace.isEmpty() ? all.inAnyNamespace() : all.inNamespace(namespace);
    }

    /** What may be read in a namespace, or without one in all of them and of the nodes, which are in none; asked all at once. */
    private static final class May {
        private final Map<String, Coming<RawAnswer>> asked = new HashMap<>();

        May(ClusterApi api, String namespace) {
            ask(api, path(CORE, namespace, "pods"));
            ask(api, path(CORE, namespace, "services"));
            ask(api, path(SLICES, namespace, "endpointslices"));
            ask(api, path(APPS, namespace, "deployments"));
            ask(api, path(CORE, namespace, "events"));
            if (namespace.isEmpty()) {
                ask(api, NODES);
            }
        }

        private void ask(ClusterApi api, String path) {
            asked.put(path, api.getLater(path + "?limit=1", "application/json"));
        }

        boolean read(String path) {
            return Objects.requireNonNull(asked.get(path)).await().isDone();
        }
    }

    private void pods(String namespace) {
        PodFeed feed = new PodFeed(
                api, namespace, within -> namespaces.isEmpty() || namespaces.contains(within), new PodFeed.Listener() {
                    @Override
                    public void pod(PodInfo pod, PodContainers containers) {
                        take(pod, containers);
                    }

                    @Override
                    public void gone(String uid) {
                        forget(uid);
                    }

                    @Override
                    public void listed() {
                        unlisted.remove(namespace);
                    }

                    @Override
                    public void isUnread() {
                        followPods(namespace);
                        unlisted.remove(namespace);
                    }
                });
        unlisted.add(namespace);
        feeds.add(feed);
        feed.begin();
    }

    /** Of a server that has pods only as JSON. */
    private void followPods(String namespace) {
        follow(in(namespace, client.pods()), Pod::new, pod -> {
            note(PodReader.of(pod));
            return FactReader.pod(pod);
        });
    }

    private void take(PodInfo pod, PodContainers containers) {
        note(pod);
        boolean ours = namespaces.isEmpty() || namespaces.contains(pod.namespace());
        batches.add(ours ? FactReader.pod(pod, containers) : FactReader.stranger(pod));
    }

    private void note(PodInfo pod) {
        PodInfo before = pods.put(pod.uid(), pod);
        if (before == null
                || !before.phase().equals(pod.phase())
                || !before.node().equals(pod.node())) {
            podsChanged.set(true);
        }
    }

    private void forget(String uid) {
        // Of what is gone only its name is there.
        batches.gone(uid);
        if (pods.remove(uid) != null) {
            podsChanged.set(true);
        }
    }

    private <T extends HasMetadata> void follow(Informable<T> what, Supplier<T> empty, Function<T, Fact> read) {
        SharedIndexInformer<T> informer = what.withLimit(PAGE).runnableInformer(0);
        informer.itemStore(new Names<>(empty));
        informers.add(informer);
        informer.exceptionHandler((started, failure) -> true);
        informer.addEventHandler(new ResourceEventHandler<T>() {
            @Override
            public void onAdd(T object) {
                batches.add(read.apply(object));
            }

            @Override
            public void onUpdate(@Nullable T before, T object) {
                onAdd(object);
            }

            @Override
            public void onDelete(T object, boolean unknown) {
                forget(object.getMetadata().getUid());
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
        feeds.forEach(PodFeed::tend);
        return batches.take();
    }

    /** Whether pods came, went, or changed their phase since it was asked last; not before all of them are known. */
    public boolean podsChanged() {
        return unlisted.isEmpty() && podsChanged.getAndSet(false);
    }

    /** All pods that are known. */
    public List<PodInfo> pods() {
        return List.copyOf(pods.values());
    }

    @Override
    public void close() {
        feeds.forEach(PodFeed::close);
        informers.forEach(SharedIndexInformer::stop);
    }
}
