package dev.sonde.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.use.ContainerLoad;
import dev.sonde.ui.number.Clocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What troubles a container is said in words that are true of it. */
class LoadWordsTest {
    private static final long THEN =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-01-01T14:02:10Z").getEpochSecond());

    private static String said(ContainerLoad.Life life) {
        ContainerLoad.Place place =
                new ContainerLoad.Place("shop", "stock-1-a", "stock", "Deployment/stock", "stock", "node-1");
        return LoadWords.sentence(new ContainerLoad(place, null, null, life), new Clocks(ZoneOffset.UTC));
    }

    @Test
    void oneThatEndsAgainAndAgainIsSaidToBeStartedAgain() {
        assertThat(said(new ContainerLoad.Life(3, "Error", "CrashLoopBackOff", THEN)))
                .isEqualTo("Started again 3\u00a0times at 14:02:10, ended by Error, now CrashLoopBackOff");
    }

    @Test
    void oneThatHasNotRunIsNotSaidToBeStartedAgain() {
        assertThat(said(new ContainerLoad.Life(0, "", "ErrImagePull", null))).isEqualTo("Does not start: ErrImagePull");
    }
}
