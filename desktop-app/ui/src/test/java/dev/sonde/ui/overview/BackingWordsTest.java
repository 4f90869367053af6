package dev.sonde.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.backing.ServiceBacking;
import dev.sonde.core.store.ClusterFact;
import dev.sonde.ui.number.Clocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** That nobody stands behind a Service is said with why and since when. */
class BackingWordsTest {
    private static final long THEN =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-01-01T14:02:10Z").getEpochSecond());

    private static String said(ServiceBacking.Endpoints endpoints) {
        ClusterFact fact = new ClusterFact(
                0, new ClusterFact.Of("Service", "shop", "front", "u"), "", "", "", "", "selector=app=front,tier=web");
        return BackingWords.sentence(new ServiceBacking(fact, "front", endpoints), new Clocks(ZoneOffset.UTC));
    }

    @Test
    void podsThatAreNotReadyAreCounted() {
        assertThat(said(new ServiceBacking.Endpoints(0, 3, THEN, null)))
                .isEqualTo("No pod is ready behind it since 14:02:10: none of 3\u00a0pods with app=front,tier=web");
    }

    @Test
    void aSelectorThatMatchesNoneIsNamed() {
        assertThat(said(new ServiceBacking.Endpoints(0, 0, null, null)))
                .isEqualTo(
                        "No pod is ready behind it, as long as it was watched: none that runs has app=front,tier=web");
    }

    @Test
    void whatIsOverIsSaidWithItsEnd() {
        assertThat(said(new ServiceBacking.Endpoints(2, 3, THEN, THEN + TimeUnit.MINUTES.toNanos(1))))
                .isEqualTo("No pod was ready behind it from 14:02:10 to 14:03:10");
    }
}
