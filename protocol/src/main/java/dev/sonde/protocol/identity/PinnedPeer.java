package dev.sonde.protocol.identity;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts one certificate, over TLS 1.2 or 1.3, and no other: names, dates and authorities don't matter.
 *
 * <p>1.2 because gRPC's OkHttp transport speaks nothing newer on a JDK ({@code INTERNAL_LEGACY_CONNECTION_SPEC} in {@code
 * OkHttpChannelBuilder}); with its ephemeral ECDHE suites and both certificates pinned, what 1.3 adds is that the certificates,
 * which are made for one session and name nobody, are not seen in transit.
 */
final class PinnedPeer extends X509ExtendedTrustManager {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    private final Fingerprint expected;

    PinnedPeer(Fingerprint expected) {
        this.expected = expected;
    }

    private void check(X509Certificate[] chain, @Nullable SSLSession session) throws CertificateException {
        if (session == null || !VERSIONS.contains(session.getProtocol())) {
            throw new CertificateException("The peer does not speak TLS 1.2 or 1.3");
        }
        if (chain.length != 1 || !expected.isOf(chain[0])) {
            throw new CertificateException("The peer is not the one that this session's keys were made for");
        }
    }

    private static @Nullable SSLSession session(Socket socket) {
        return socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, session(socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain, session(socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, engine.getHandshakeSession());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain, engine.getHandshakeSession());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, null);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain, null);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
