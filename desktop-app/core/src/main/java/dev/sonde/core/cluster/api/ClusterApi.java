package dev.sonde.core.cluster.api;

import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/** A connection to the API server of one context. Safe on any thread; all requests block. */
public final class ClusterApi implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REQUEST_MILLIS = 15_000;
    private static final int RETRIES = 1;

    private final String context;
    private final KubernetesClient client;

    private ClusterApi(String context, KubernetesClient client) {
        this.context = context;
        this.client = client;
    }

    /**
     * Makes a client for a context. A program that the kubeconfig names for the login runs here; no server is asked yet.
     *
     * @throws SondeException if the context can't be used
     */
    public static ClusterApi open(Kubeconfig kubeconfig, String context) {
        return open(context, kubeconfig.alone(context));
    }

    /**
     * Makes a client for the server of a context that sends nothing of its user.
     *
     * @throws SondeException if the context can't be used
     */
    public static ClusterApi openAsNobody(Kubeconfig kubeconfig, String context) {
        return open(context, kubeconfig.withoutUser(context));
    }

    private static ClusterApi open(String context, String alone) {
        try {
            Config config = Config.fromKubeconfig(alone);
            if (hasEllipticKey(keyOf(config))) {
                // Told by nothing in a key without its kind in the first line, and taken for RSA.
                config.setClientKeyAlgo("EC");
            }
            config.setConnectionTimeout(CONNECT_MILLIS);
            config.setRequestTimeout(REQUEST_MILLIS);
            config.setRequestRetryBackoffLimit(RETRIES);
            KubernetesClientBuilder builder = new KubernetesClientBuilder().withConfig(config);
            String name = config.getTlsServerName();
            if (name != null && !name.isEmpty()) {
                builder.withHttpClientFactory(new NamedFactory(NamedTls.of(SSLUtils.sslContext(config), name)));
            }
            return new ClusterApi(context, builder.build());
        } catch (RuntimeException | GeneralSecurityException | IOException e) {
            throw new SondeException(
                    "SD-2304",
                    "The context " + context + " can't be opened",
                    String.valueOf(e.getMessage()),
                    "Try `kubectl --context " + context + " version`: it uses the same kubeconfig.",
                    e);
        }
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
        String data = config.getClientKeyData();
        if (data != null) {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        }
        String file = config.getClientKeyFile();
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

    /** Name of the context. */
    public String context() {
        return context;
    }

    /** For watches and forwards. */
    public KubernetesClient client() {
        return client;
    }

    /** Reads. */
    public ApiAnswer get(String path) {
        return send(request(path).build(), path);
    }

    /** Sends JSON by POST. */
    public ApiAnswer post(String path, String json) {
        return send(request(path).post("application/json", json).build(), path);
    }

    /** Sends a strategic merge patch. */
    public ApiAnswer patch(String path, String json) {
        return send(
                request(path)
                        .patch("application/strategic-merge-patch+json", json)
                        .build(),
                path);
    }

    /** Deletes. */
    public ApiAnswer delete(String path) {
        return send(request(path).delete("application/json", "").build(), path);
    }

    private HttpRequest.Builder request(String path) {
        String master = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(master.substring(0, master.length() - (master.endsWith("/") ? 1 : 0)) + path)
                .header("Accept", "application/json")
                .timeout(REQUEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private ApiAnswer send(HttpRequest request, String path) {
        CompletableFuture<HttpResponse<String>> answer = client.getHttpClient().sendAsync(request, String.class);
        try {
            HttpResponse<String> got = answer.get(2L * REQUEST_MILLIS, TimeUnit.MILLISECONDS);
            String body = got.body();
            return new ApiAnswer(got.code(), body == null ? "" : body, List.copyOf(got.headers("Warning")));
        } catch (ExecutionException e) {
            throw ApiFailures.unreachable(context, client.getMasterUrl(), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw ApiFailures.unreachable(context, client.getMasterUrl(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ApiFailures.interrupted(path);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
