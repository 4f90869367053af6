package dev.sonde.protocol.identity;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * Mutual TLS between the two sides of a session, with any gRPC transport.
 *
 * <p>A client must also name the agent as it is named in its certificate:
 * {@code OkHttpChannelBuilder.forAddress(host, port, SessionTls.client(identity)).overrideAuthority(SessionIdentity.AGENT_NAME)}.
 */
public final class SessionTls {
    private SessionTls() {}

    /** What the agent listens with: a client must show exactly the expected certificate. */
    public static ServerCredentials server(SessionIdentity identity) {
        return TlsServerCredentials.newBuilder()
                .keyManager(keyManagers(identity))
                .trustManager(new PinnedPeer(identity.peer()))
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
    }

    /** What the workstation connects with: the agent must show exactly the expected certificate. */
    public static ChannelCredentials client(SessionIdentity identity) {
        return TlsChannelCredentials.newBuilder()
                .keyManager(keyManagers(identity))
                .trustManager(new PinnedPeer(identity.peer()))
                .build();
    }

    private static KeyManager[] keyManagers(SessionIdentity identity) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("session", identity.key(), new char[0], new Certificate[] {identity.certificate()});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The session's key and certificate don't belong together", e);
        }
    }
}
