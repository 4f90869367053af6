package dev.sonde.core.cluster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;

/** A login that is over is told of by its own words. */
class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static String certificate(Instant end) {
        return new HeldCertificate.Builder()
                .validityInterval(NOW.minus(Duration.ofDays(9)).toEpochMilli(), end.toEpochMilli())
                .build()
                .certificatePem();
    }

    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".x";
    }

    private static void isOver(String certificate, String token, String what) {
        assertThatThrownBy(() -> Expiry.check("prod", certificate, token, NOW))
                .isInstanceOfSatisfying(SondeException.class, e -> {
                    assertThat(e.code()).isEqualTo("SD-2318");
                    assertThat(e.why()).isEqualTo(what);
                });
    }

    @Test
    void aCertificateAndATokenThatEndedAreOver() {
        isOver(certificate(NOW.minusSeconds(60)), "", "Its client certificate ended at 2026-03-01T11:59:00Z");
        long end = NOW.minusSeconds(1).getEpochSecond();
        isOver("", token("{\"exp\":" + end + "}"), "Its token ended at 2026-03-01T11:59:59Z");
    }

    @Test
    void whatLastsOrDoesNotSayHowLongIsLeftToTheServer() {
        for (String token : new String[] {
            "",
            "opaque",
            "a.b.c",
            token("{}"),
            token("{\"exp\":" + NOW.plusSeconds(9).getEpochSecond() + "}")
        }) {
            assertThatCode(() -> Expiry.check("prod", certificate(NOW.plusSeconds(60)), token, NOW))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> Expiry.check("prod", "no certificate", "", NOW)).doesNotThrowAnyException();
    }

    @Test
    void aTokenGoesBeforeACertificate() {
        assertThatCode(() -> Expiry.check("prod", certificate(NOW.minusSeconds(60)), "opaque", NOW))
                .doesNotThrowAnyException();
    }
}
