package dev.sonde.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of several things. */
final class Digest {
    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    void add(String text) {
        sha256.update(text.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
    }

    void add(Path file) throws IOException {
        sha256.update(Files.readAllBytes(file));
    }

    void add(byte[] bytes) {
        sha256.update(bytes);
    }

    byte[] end() {
        return sha256.digest();
    }

    static String hexOf(byte[] bytes) {
        Digest digest = new Digest();
        digest.add(bytes);
        return HexFormat.of().formatHex(digest.end());
    }
}
