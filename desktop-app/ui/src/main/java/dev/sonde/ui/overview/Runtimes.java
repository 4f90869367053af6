package dev.sonde.ui.overview;

import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Snapshot;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What something runs on.
 *
 * @param name runtimes of its processes, or empty where none is known
 * @param processes how many processes it was seen in, 0 where none is known
 */
record Runtimes(String name, int processes) {
    /** Nothing is known. */
    static final Runtimes NONE = new Runtimes("", 0);

    /** Looks at the processes that have been seen, by the name of whose they are. For jobs. */
    static Map<String, Runtimes> of(Snapshot snapshot, Grain grain) {
        Parties parties = new Parties(snapshot, grain);
        Map<String, TreeSet<String>> names = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < snapshot.processCount(); i++) {
            ProcessInfo process = snapshot.process(i);
            String whose = parties.name(parties.process(process));
            counts.merge(whose, 1, Integer::sum);
            String runtime = process.told().runtime();
            if (!runtime.isEmpty()) {
                names.computeIfAbsent(whose, w -> new TreeSet<>()).add(written(runtime));
            }
        }
        Map<String, Runtimes> all = new HashMap<>();
        counts.forEach((whose, count) ->
                all.put(whose, new Runtimes(String.join(", ", names.getOrDefault(whose, new TreeSet<>())), count)));
        return all;
    }

    private static String written(String runtime) {
        return switch (runtime) {
            case "jvm" -> "JVM";
            case "go", "python", "ruby", "node", "native" ->
                runtime.substring(0, 1).toUpperCase(Locale.ROOT) + runtime.substring(1);
            default -> runtime;
        };
    }
}
