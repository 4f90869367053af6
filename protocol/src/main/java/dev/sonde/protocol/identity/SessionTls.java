package dev.sonde.protocol.identity;

import io.grpc.ChannelCredentials;
import io.grpc.ServerCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.TlsServerCredentials;

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
                .keyManager(new OwnKey(identity))
                .trustManager(new PinnedPeer(identity.peer()))
                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                .build();
    }

    /** What the workstation connects with: the agent must show exactly the expected certificate. */
    public static ChannelCredentials client(SessionIdentity identity) {
        return TlsChannelCredentials.newBuilder()
                .keyManager(new OwnKey(identity))
                .trustManager(new PinnedPeer(identity.peer()))
                .build();
    }
}
