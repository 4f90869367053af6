package dev.sonde.ui.shell;

import dev.sonde.ui.workspace.Moment;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Puts views to rest that nobody has looked at for a while: each would keep the rows of then in memory, a whole session's worth
 * by and by. Time is the session's, so that views of what does not grow stay as they were left. Owned by the FX thread.
 */
final class Resting {
    private static final long AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Map<View, Long> leftAt = new HashMap<>();

    /** Another view is open. */
    void changed(@Nullable View before, View now, Moment moment) {
        if (before != null) {
            leftAt.put(before, moment.data().toNanos());
        }
        leftAt.remove(now);
    }

    /** So much time has passed. */
    void at(Moment moment) {
        leftAt.entrySet().removeIf(left -> {
            boolean over = moment.data().toNanos() - left.getValue() > AFTER_NANOS;
            if (over) {
                left.getKey().rest();
            }
            return over;
        });
    }
}
