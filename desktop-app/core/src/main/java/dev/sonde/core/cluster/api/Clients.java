package dev.sonde.core.cluster.api;

import dev.sonde.core.cluster.kubeconfig.Access;
import dev.sonde.core.cluster.kubeconfig.Credential;
import dev.sonde.core.cluster.kubeconfig.ExecLogin;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Makes the client of a context. */
final class Clients {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int RETRIES = 1;

    private Clients() {}

    /**
     * Makes it. A program that the kubeconfig names for the login runs here; no server is asked yet.
     *
     * @throws SondeException if the context can't be used
     */
    static KubernetesClient open(String context, Access access, int requestMillis) {
        try {
            Config config = Config.fromKubeconfig(access.kubeconfig());
            config.setConnectionTimeout(CONNECT_MILLIS);
            config.setRequestTimeout(requestMillis);
            config.setRequestRetryBackoffLimit(RETRIES);
            // What the environment says of proxies is read here, as kubectl reads it.
            String proxy = access.proxy().map(URI::toString).orElse(null);
            config.setHttpProxy(proxy);
            config.setHttpsProxy(proxy);
            config.setNoProxy(null);
            ExecLogin login = access.login();
            if (login != null) {
                logIn(config, login);
            }
            String key = keyOf(config);
            if (!key.isEmpty() && hasEllipticKey(key)) {
                // Told by nothing in a key without its kind in the first line, and taken for RSA.
                config.setClientKeyAlgo("EC");
            }
            Expiry.check(context, certificateOf(config), tokenOf(config), Instant.now());
            KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
            String name = config.getTlsServerName();
            if (name != null && !name.isEmpty()) {
                builder.withHttpClientFactory(new NamedFactory(NamedTls.of(SSLUtils.sslContext(config), name)));
            }
            return builder.build();
        } catch (SondeException e) {
            throw e;
        } catch (RuntimeException | GeneralSecurityException | IOException e) {
            throw ApiFailures.unusable(context, e);
        }
    }

    private static void logIn(Config config, ExecLogin login) {
        Credential first = login.credential();
        if (!first.certificate().isEmpty()) {
            config.setClientCertData(base64(first.certificate()));
            config.setClientKeyData(base64(first.key()));
        }
        if (!first.token().isEmpty()) {
            // Asked before every request: the program runs again when the token is about to end.
            config.setOauthTokenProvider(() -> login.credential().token());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Clients of a server that goes by another name than its address. */
    private static final class NamedFactory extends JdkHttpClientFactory {
        private final SSLContext tls;

        NamedFactory(SSLContext tls) {
            this.tls = tls;
        }

        @Override
        protected void additionalConfig(HttpClient.Builder builder) {
            builder.sslContext(tls);
        }
    }

    /** The client's key in PEM, from wherever the kubeconfig has it; empty when it has none. */
    private static String keyOf(Config config) {
        return pem(config.getClientKeyData(), config.getClientKeyFile());
    }

    /** A token of the kubeconfig stands apart from one that a program or somebody here has set. */
    private static @Nullable String tokenOf(Config config) {
        String set = config.getOauthToken();
        return set != null ? set : config.getAutoOAuthToken();
    }

    private static String certificateOf(Config config) {
        return pem(config.getClientCertData(), config.getClientCertFile());
    }

    private static String pem(@Nullable String data, @Nullable String file) {
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        }
        try {
            return file == null ? "" : Files.readString(Path.of(file), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a key in PEM is one on an elliptic curve: it has the OID 1.2.840.10045.2.1 in it. */
    private static boolean hasEllipticKey(String pem) {
        String body = pem.replaceAll("-----[^-]+-----", "").replaceAll("\\s", "");
        String hex = HexFormat.of().formatHex(Base64.getMimeDecoder().decode(body));
        return pem.contains("BEGIN EC ") || hex.contains("06072a8648ce3d0201");
    }
}
