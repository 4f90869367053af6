package dev.sonde.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.waiting.Awaited;
import dev.sonde.ui.number.Clocks;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who has not answered yet is said in words that stay true while time goes on. */
class WaitWordsTest {
    private static final long THEN =
            TimeUnit.SECONDS.toNanos(Instant.parse("2026-01-01T14:02:10Z").getEpochSecond());

    private static String said(int requests, String endpoint, @Nullable String behind) {
        return WaitWords.sentence(new Awaited("pay", requests, THEN, endpoint, behind), new Clocks(ZoneOffset.UTC))
                .replace('\u00a0', ' ');
    }

    @Test
    void manyAreCountedAndTheFirstIsNamed() {
        assertThat(said(12, "POST /pay", null))
                .isEqualTo("12 requests wait for an answer, the first since 14:02:10: POST /pay");
    }

    @Test
    void whoWaitsItselfIsNotToBlame() {
        assertThat(said(1, "POST /pay", "mariadbd"))
                .isEqualTo("1 request waits for an answer since 14:02:10: POST /pay. It waits for mariadbd itself");
    }

    @Test
    void aLongStatementKeepsItsEnds() {
        assertThat(said(1, "SELECT " + "a, ".repeat(200) + "z FROM t", null))
                .hasSizeLessThan(110)
                .endsWith("z FROM t");
    }
}
