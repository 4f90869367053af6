package dev.sonde.core.identity;

import dev.sonde.protocol.identity.Fingerprint;
import dev.sonde.protocol.identity.SessionIdentity;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;

/**
 * Both identities of one session with one agent, made for it. Each side accepts exactly the other's certificate, so that
 * neither a stranger on the machine nor an agent of another session can take part.
 *
 * @param workstation what this side keeps
 * @param agent what the agent is given on its standard input
 */
public record SessionKeys(SessionIdentity workstation, SessionIdentity agent) {
    private static final int DAYS_VALID = 30;

    /** Makes new keys (P-256), valid from an hour ago so that clocks may differ a little. */
    public static SessionKeys make() {
        HeldCertificate workstation = certificate(SessionIdentity.WORKSTATION_NAME);
        HeldCertificate agent = certificate(SessionIdentity.AGENT_NAME);
        return new SessionKeys(
                new SessionIdentity(
                        workstation.keyPair().getPrivate(),
                        workstation.certificate(),
                        Fingerprint.of(agent.certificate())),
                new SessionIdentity(
                        agent.keyPair().getPrivate(), agent.certificate(), Fingerprint.of(workstation.certificate())));
    }

    private static HeldCertificate certificate(String name) {
        long now = System.currentTimeMillis();
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .ecdsa256()
                .validityInterval(now - TimeUnit.HOURS.toMillis(1), now + TimeUnit.DAYS.toMillis(DAYS_VALID))
                .build();
    }
}
