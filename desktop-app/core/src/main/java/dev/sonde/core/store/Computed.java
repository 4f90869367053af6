package dev.sonde.core.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The last few things that were computed of a snapshot, each once: who asks for one meanwhile waits for it. Safe on any thread. */
final class Computed {
    private static final int MOST = 4;

    private final Map<Object, Answer> answers = new LinkedHashMap<>(MOST * 2, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Answer> eldest) {
            return size() > MOST;
        }
    };

    private static final class Answer {
        private @Nullable Object value;

        synchronized Object value(Supplier<?> compute) {
            Object known = value;
            if (known == null) {
                known = compute.get();
                value = known;
            }
            return known;
        }
    }

    /** The answer to a question. A computation that fails, or is cancelled, leaves it to the next who asks. */
    <T> T once(Class<T> type, Object question, Supplier<T> compute) {
        Answer answer;
        synchronized (answers) {
            answer = answers.computeIfAbsent(question, key -> new Answer());
        }
        return type.cast(answer.value(compute));
    }
}
