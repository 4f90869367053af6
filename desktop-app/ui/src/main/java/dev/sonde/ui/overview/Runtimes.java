package dev.sonde.ui.overview;

import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Snapshot;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a service runs on.
 *
 * @param name runtimes of its processes, or empty where none is known
 * @param processes how many processes it was seen in, 0 where none is known
 */
record Runtimes(String name, int processes) {
    /** Looks at the processes that have been seen. For jobs. */
    static Runtimes of(Snapshot snapshot, String service) {
        Map<String, Integer> names = new TreeMap<>();
        int processes = 0;
        for (int i = 0; i < snapshot.processCount(); i++) {
            ProcessInfo process = snapshot.process(i);
            if (snapshot.peer(process.peerId()).name().equals(service)) {
                processes++;
                String runtime = process.told().runtime();
                if (!runtime.isEmpty()) {
                    names.merge(written(runtime), 1, Integer::sum);
                }
            }
        }
        return new Runtimes(String.join(", ", names.keySet()), processes);
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
