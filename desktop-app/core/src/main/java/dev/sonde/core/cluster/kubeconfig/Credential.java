package dev.sonde.core.cluster.kubeconfig;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a login program gave.
 *
 * @param token empty for none
 * @param certificate in PEM, empty for none
 * @param key of the certificate, in PEM
 * @param end when it is over, or null where that was not said
 */
public record Credential(
        String token,
        String certificate,
        String key,
        @Nullable Instant end) {
    @Override
    public String toString() {
        return "credential until " + end;
    }
}
