package dev.sonde.cli.kube;

import io.grpc.Server;
import io.grpc.TlsServerCredentials;
import io.grpc.okhttp.OkHttpServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A server on loopback that asks for a certificate, as an API server does, agrees on HTTP/2, and refuses whatever it is asked: what a client needs
 * for that much is loaded.
 */
final class RehearsedTls implements AutoCloseable {
    private final HeldCertificate own;
    private final Server server;

    private RehearsedTls(HeldCertificate own, Server server) {
        this.own = own;
        this.server = server;
    }

    /** Starts it. */
    static RehearsedTls start() throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName("127.0.0.1")
                .rsa2048()
                .build();
        HandshakeCertificates both = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(own.certificate())
                .build();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Server server = OkHttpServerBuilder.forPort(
                        address,
                        TlsServerCredentials.newBuilder()
                                .keyManager(both.keyManager())
                                .trustManager(both.trustManager())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                .build())
                .build()
                .start();
        return new RehearsedTls(own, server);
    }

    int port() {
        return server.getPort();
    }

    /** Its certificate, as a kubeconfig has it; the client's is the same. */
    String certificate() {
        return inBase64(own.certificatePem());
    }

    /** The key of that certificate. */
    String key() {
        return inBase64(own.privateKeyPkcs8Pem());
    }

    private static String inBase64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
