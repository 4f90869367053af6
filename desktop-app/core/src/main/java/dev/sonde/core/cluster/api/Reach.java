package dev.sonde.core.cluster.api;

import dev.sonde.core.error.SondeException;
import java.util.concurrent.TimeUnit;

/** Whether an API server answers. */
public sealed interface Reach {
    /**
     * It does.
     *
     * @param version for example {@code v1.36.2}
     * @param latencyMillis of one request on an open connection
     */
    record Answers(String version, long latencyMillis) implements Reach {}

    /** It does not, or not to this user. */
    record Silent(SondeException reason) implements Reach {}

    /** Asks it twice: the second answer tells the latency without the connection's set-up. */
    static Reach of(ClusterApi api) {
        try {
            ApiAnswer first = api.get("/version");
            if (!first.isDone()) {
                return new Silent(ApiFailures.refused("GET /version", first));
            }
            long begun = System.nanoTime();
            ApiAnswer second = api.get("/version");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            return new Answers(second.json().path("gitVersion").asText("unknown"), millis);
        } catch (SondeException e) {
            return new Silent(e);
        }
    }
}
