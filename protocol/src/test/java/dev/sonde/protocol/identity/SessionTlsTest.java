package dev.sonde.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionTlsTest {
    private final HeldCertificate workstation = certificate("sonde-workstation");
    private final HeldCertificate agent = certificate("sonde-agent");
    private final HeldCertificate stranger = certificate("sonde-agent");
    private final Server server = start();

    private static HeldCertificate certificate(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .addSubjectAlternativeName(name)
                .ecdsa256()
                .build();
    }

    private static SessionIdentity identity(HeldCertificate own, HeldCertificate peer) {
        return new SessionIdentity(own.keyPair().getPrivate(), own.certificate(), Fingerprint.of(peer.certificate()));
    }

    private Server start() {
        try {
            return OkHttpServerBuilder.forPort(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                            SessionTls.server(identity(agent, workstation)))
                    .addService(new Echo())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Echo extends AgentGrpc.AgentImplBase {
        @Override
        public StreamObserver<WatchRequest> watch(StreamObserver<Batch> batches) {
            batches.onNext(Batch.newBuilder().setSequence(1).build());
            batches.onCompleted();
            return new StreamObserver<>() {
                @Override
                public void onNext(WatchRequest request) {}

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }
    }

    @BeforeEach
    void theServerAnswersItsClient() throws InterruptedException {
        assertThat(ask(channel(identity(workstation, agent)))).isEqualTo(1);
    }

    @AfterEach
    void theServerStillAnswersItsClient() throws InterruptedException {
        theServerAnswersItsClient();
        server.shutdownNow();
    }

    private OkHttpChannelBuilder channel(SessionIdentity identity) {
        return OkHttpChannelBuilder.forAddress("127.0.0.1", server.getPort(), SessionTls.client(identity))
                .overrideAuthority(SessionIdentity.AGENT_NAME);
    }

    private static long ask(OkHttpChannelBuilder builder) throws InterruptedException {
        ManagedChannel channel = builder.build();
        try {
            var call = ClientCalls.blockingBidiStreamingCall(
                    channel, AgentGrpc.getWatchMethod(), CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
            return Objects.requireNonNull(call.read()).getSequence();
        } catch (StatusException e) {
            throw new StatusRuntimeException(e.getStatus());
        } finally {
            channel.shutdownNow();
        }
    }

    private void assertRefused(OkHttpChannelBuilder builder) {
        assertThatThrownBy(() -> ask(builder))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    }

    @Test
    void refusesAClientWithAnotherCertificate() {
        assertRefused(channel(identity(stranger, agent)));
    }

    @Test
    void refusesAnAgentWithAnotherCertificate() {
        assertRefused(channel(identity(workstation, stranger)));
    }

    @Test
    void refusesAClientWithoutTls() {
        assertRefused(
                OkHttpChannelBuilder.forAddress("127.0.0.1", server.getPort()).usePlaintext());
    }

    @Test
    void survivesGarbage() throws IOException {
        byte[] garbage = new byte[10_000];
        new Random(1).nextBytes(garbage);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
            socket.getOutputStream().write(garbage);
            assertThat(server.isShutdown()).isFalse();
        }
    }

    @Test
    void answersAClientThatMadeItsOwnKeyAndIsPinnedByItsFingerprint() throws Exception {
        SessionIdentity client =
                SessionIdentity.make(SessionIdentity.WORKSTATION_NAME, Fingerprint.of(agent.certificate()));
        SessionIdentity made = SessionIdentity.make(SessionIdentity.AGENT_NAME, client.fingerprint());
        SessionIdentity knowing = new SessionIdentity(client.key(), client.certificate(), made.fingerprint());
        Server own = OkHttpServerBuilder.forPort(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SessionTls.server(made))
                .addService(new Echo())
                .build()
                .start();
        try {
            OkHttpChannelBuilder known = OkHttpChannelBuilder.forAddress(
                            "127.0.0.1", own.getPort(), SessionTls.client(knowing))
                    .overrideAuthority(SessionIdentity.AGENT_NAME);
            assertThat(ask(known)).isEqualTo(1);
            assertRefused(OkHttpChannelBuilder.forAddress("127.0.0.1", own.getPort(), SessionTls.client(client))
                    .overrideAuthority(SessionIdentity.AGENT_NAME));
        } finally {
            own.shutdownNow();
        }
    }

    @Test
    void isTheSameAfterItsTextWasRead() throws IOException {
        SessionIdentity identity = identity(agent, workstation);
        SessionIdentity read =
                SessionIdentity.read(new BufferedReader(new StringReader(identity.toSecretText() + "rest\n")));
        assertThat(read.key()).isEqualTo(identity.key());
        assertThat(read.certificate()).isEqualTo(identity.certificate());
        assertThat(read.peer()).isEqualTo(identity.peer());
        assertThat(read.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void refusesTextThatIsNoIdentity() {
        for (String text : new String[] {"", "END\n", "-----BEGIN X-----\n%%\n-----END X-----\nEND\n"}) {
            assertThatThrownBy(() -> SessionIdentity.read(new BufferedReader(new StringReader(text))))
                    .isInstanceOf(IOException.class);
        }
    }
}
