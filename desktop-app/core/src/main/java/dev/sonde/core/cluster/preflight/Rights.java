package dev.sonde.core.cluster.preflight;

import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.Coming;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What this user may do, each thing asked once: also ahead, while something else is under way. For one thread. */
final class Rights {
    private final ClusterApi api;
    private final Map<Asked, Coming<Boolean>> asked = new HashMap<>();

    private record Asked(Verb verb, String namespace) {}

    Rights(ClusterApi api) {
        this.api = api;
    }

    /** Begins to ask; an empty namespace means all of them. */
    void ask(Collection<Verb> verbs, String namespace) {
        verbs.forEach(verb -> ask(verb, namespace));
    }

    private Coming<Boolean> ask(Verb verb, String namespace) {
        return asked.computeIfAbsent(new Asked(verb, namespace), each -> verb.ask(api, namespace));
    }

    /** Those of some verbs that this user may not do, asked all at once. */
    List<Verb> refused(Collection<Verb> verbs, String namespace) {
        ask(verbs, namespace);
        return verbs.stream().filter(verb -> !ask(verb, namespace).await()).toList();
    }
}
