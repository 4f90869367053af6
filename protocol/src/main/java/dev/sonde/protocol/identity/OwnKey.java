package dev.sonde.protocol.identity;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the one certificate of a side, whatever it is asked for.
 *
 * <p>Not from a {@link java.security.KeyStore}: that encrypts what is put into it with a key derived in ten thousand rounds,
 * which is a tenth of what an agent's start costs.
 */
final class OwnKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "session";

    /** What the key is called in cipher suites; the identity has no other kind. */
    private static final String KEY_TYPE = "EC";

    private final SessionIdentity identity;

    OwnKey(SessionIdentity identity) {
        this.identity = identity;
    }

    private static @Nullable String aliasFor(String... keyTypes) {
        for (String type : keyTypes) {
            if (type.startsWith(KEY_TYPE)) {
                return ALIAS;
            }
        }
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return aliasFor(keyTypes);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return aliasFor(keyType);
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return aliasFor(keyTypes);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return aliasFor(keyType);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return aliases(keyType);
    }

    private static String[] aliases(String keyType) {
        return aliasFor(keyType) == null ? new String[0] : new String[] {ALIAS};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return ALIAS.equals(alias) ? new X509Certificate[] {identity.certificate()} : null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return ALIAS.equals(alias) ? identity.key() : null;
    }
}
