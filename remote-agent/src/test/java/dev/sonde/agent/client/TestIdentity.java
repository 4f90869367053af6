package dev.sonde.agent.client;

import dev.sonde.protocol.identity.Fingerprint;
import dev.sonde.protocol.identity.SessionIdentity;
import okhttp3.tls.HeldCertificate;

/** Keys of a session for tests: both sides of it. */
public record TestIdentity(SessionIdentity agent, SessionIdentity workstation) {
    /** Makes new keys. */
    public static TestIdentity create() {
        HeldCertificate agent = certificate(SessionIdentity.AGENT_NAME);
        HeldCertificate workstation = certificate(SessionIdentity.WORKSTATION_NAME);
        return new TestIdentity(
                new SessionIdentity(
                        agent.keyPair().getPrivate(), agent.certificate(), Fingerprint.of(workstation.certificate())),
                new SessionIdentity(
                        workstation.keyPair().getPrivate(),
                        workstation.certificate(),
                        Fingerprint.of(agent.certificate())));
    }

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .ecdsa256()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .build();
    }
}
