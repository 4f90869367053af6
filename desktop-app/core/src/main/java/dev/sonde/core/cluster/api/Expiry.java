package dev.sonde.core.cluster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.core.error.SondeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Tells of a login that is over before a server is asked, which would only say that it does not know the user. */
final class Expiry {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Expiry() {}

    /**
     * Looks at what a user is known by.
     *
     * @param certificate in PEM; empty for none
     * @throws SondeException if it is over
     */
    static void check(String context, String certificate, @Nullable String token, Instant now) {
        if (token != null && !token.isEmpty()) {
            Instant end = endOf(token);
            if (end != null && end.isBefore(now)) {
                throw over(context, "token", end, "Log in again, as for kubectl, which writes a new one.");
            }
        } else if (!certificate.isEmpty()) {
            Instant end = endOfCertificate(certificate);
            if (end != null && end.isBefore(now)) {
                throw over(
                        context,
                        "client certificate",
                        end,
                        "Ask for a new one, or fetch the kubeconfig again from where it came from.");
            }
        }
    }

    private static SondeException over(String context, String what, Instant end, String remedy) {
        return new SondeException(
                "SD-2318",
                "The login of " + context + " is over",
                "Its " + what + " ended at " + end.truncatedTo(ChronoUnit.SECONDS),
                remedy);
    }

    private static @Nullable Instant endOfCertificate(String pem) {
        try {
            return ((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
                    .getNotAfter()
                    .toInstant();
        } catch (CertificateException e) {
            // What it is good for is the server's to say.
            return null;
        }
    }

    /** Of a token that says so itself (RFC 7519), as tokens of service accounts and of OpenID Connect do. */
    private static @Nullable Instant endOf(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            long end = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    .path("exp")
                    .asLong();
            return end == 0 ? null : Instant.ofEpochSecond(end);
        } catch (IllegalArgumentException | IOException e) {
            // No token of that form.
            return null;
        }
    }
}
