package dev.sonde.protocol.identity;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One side of a session: its own key and certificate, and the one certificate it accepts from the other side.
 *
 * <p>As text it is two PEM blocks (private key as PKCS#8, own certificate), a line {@code PEER} with the fingerprint of the
 * other side's certificate, and a line {@code END}; so an agent on this machine is given it on its standard input, which
 * leaves no trace in arguments, environment or files. An agent in a cluster makes its own key, which never leaves it.
 */
public final class SessionIdentity {
    /** Name in the certificates of agents; what a channel to one has as its authority. */
    public static final String AGENT_NAME = "sonde-agent";

    /** Name in the certificate of a workstation. */
    public static final String WORKSTATION_NAME = "sonde-workstation";

    private static final String END = "END";
    private static final String PEER = "PEER ";

    /** Longer than any session. */
    private static final Duration VALID = Duration.ofDays(30);

    private static final int MAX_TEXT_CHARS = 64 * 1024;

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Fingerprint peer;

    /**
     * Puts an identity together.
     *
     * @param key private key of {@code certificate}
     * @param certificate what this side shows
     * @param peer of the certificate that the other side must show
     */
    public SessionIdentity(PrivateKey key, X509Certificate certificate, Fingerprint peer) {
        this.key = key;
        this.certificate = certificate;
        this.peer = peer;
    }

    /**
     * Makes a new key and its certificate.
     *
     * @param name in the certificate
     * @param peer of the certificate that the other side must show
     */
    public static SessionIdentity make(String name, Fingerprint peer) {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair key = keys.generateKeyPair();
            return new SessionIdentity(key.getPrivate(), OwnCertificate.make(name, key, VALID), peer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java can't make a key and a certificate for it", e);
        }
    }

    /**
     * Reads an identity up to and including its line {@code END}; what follows is not touched.
     *
     * @throws IOException if the text ends before, is far too long, or is no identity
     */
    public static SessionIdentity read(BufferedReader text) throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        String peer = "";
        int chars = 0;
        for (String line = text.readLine(); ; line = text.readLine()) {
            if (line == null) {
                throw new IOException("The session's keys end before the line END");
            }
            chars += line.length();
            if (chars > MAX_TEXT_CHARS) {
                throw new IOException("The session's keys are too long");
            }
            if (line.equals(END)) {
                break;
            } else if (line.startsWith(PEER)) {
                peer = line.substring(PEER.length());
            } else if (line.startsWith("-----BEGIN ")) {
                block.setLength(0);
            } else if (line.startsWith("-----END ")) {
                blocks.add(decode(block));
            } else {
                block.append(line.strip());
            }
        }
        if (blocks.size() != 2) {
            throw new IOException("The session's keys are not two PEM blocks, but " + blocks.size());
        }
        return of(blocks.get(0), blocks.get(1), peer);
    }

    private static byte[] decode(CharSequence base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException e) {
            throw new IOException("The session's keys are not PEM", e);
        }
    }

    private static SessionIdentity of(byte[] key, byte[] certificate, String peer) throws IOException {
        try {
            CertificateFactory certificates = CertificateFactory.getInstance("X.509");
            return new SessionIdentity(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                    (X509Certificate) certificates.generateCertificate(new ByteArrayInputStream(certificate)),
                    new Fingerprint(peer));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The session's keys are not an EC key, an X.509 certificate and a fingerprint", e);
        }
    }

    /** The text that {@link #read} reads: a secret. */
    public String toSecretText() {
        try {
            return pem("PRIVATE KEY", key.getEncoded())
                    + pem("CERTIFICATE", certificate.getEncoded())
                    + PEER
                    + peer
                    + "\n"
                    + END
                    + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate of this session has no encoded form", e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** Private key of {@link #certificate()}. */
    public PrivateKey key() {
        return key;
    }

    /** What this side shows. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Of what this side shows. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate);
    }

    /** Of the only certificate this side accepts. */
    public Fingerprint peer() {
        return peer;
    }

    /** Names both sides; holds no secret. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal() + " talking to " + peer;
    }
}
