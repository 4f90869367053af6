package dev.sonde.protocol.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 digest of a certificate: names it and is no secret.
 *
 * @param text {@code sha256:} and 64 hexadecimal digits
 */
public record Fingerprint(String text) {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /**
     * Takes a fingerprint as text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public Fingerprint {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("“" + text + "” is no fingerprint: sha256: and 64 hexadecimal digits");
        }
    }

    /** The fingerprint of a certificate. */
    public static Fingerprint of(Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return new Fingerprint("sha256:" + HexFormat.of().formatHex(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate of this session has no SHA-256 digest", e);
        }
    }

    /** Says whether a certificate is the one meant. */
    public boolean isOf(Certificate certificate) {
        return equals(of(certificate));
    }

    @Override
    public String toString() {
        return text;
    }
}
