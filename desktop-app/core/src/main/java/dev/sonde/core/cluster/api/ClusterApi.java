package dev.sonde.core.cluster.api;

import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.error.SondeException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection to the API server of one context. Safe on any thread; all requests block. */
public final class ClusterApi implements AutoCloseable {
    private static final int REQUEST_MILLIS = 15_000;

    /** Who has never answered is not waited for any longer. */
    private static final int FIRST_MILLIS = 6_000;

    private final String context;
    private final KubernetesClient client;
    private final AtomicInteger owners = new AtomicInteger(1);
    private volatile boolean answered;

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
        return new ClusterApi(context, Clients.open(context, kubeconfig.access(context), REQUEST_MILLIS));
    }

    /**
     * Makes a client for the server of a context that sends nothing of its user.
     *
     * @throws SondeException if the context can't be used
     */
    public static ClusterApi openAsNobody(Kubeconfig kubeconfig, String context) {
        return new ClusterApi(context, Clients.open(context, kubeconfig.accessOfNobody(context), REQUEST_MILLIS));
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
        return send(request(path).build(), path).await();
    }

    /** Reads what is of no use when it comes late. */
    public ApiAnswer getWithin(Duration time, String path) {
        CompletableFuture<HttpResponse<String>> answer =
                client.getHttpClient().sendAsync(request(path).build(), String.class);
        return answer(await(answer, path, time.toMillis()));
    }

    /** Begins to read in the first of some forms that the server has. */
    public Coming<RawAnswer> getLater(String path, String accept) {
        HttpRequest request = request(path).setHeader("Accept", accept).build();
        CompletableFuture<HttpResponse<byte[]>> answer = client.getHttpClient().sendAsync(request, byte[].class);
        return () -> {
            HttpResponse<byte[]> got = await(answer, path);
            byte[] body = got.body();
            return new RawAnswer(got.code(), body == null ? new byte[0] : body);
        };
    }

    /**
     * Reads an answer that goes on for as long as its writer has something to say. Returns when it begins.
     *
     * @param accept its form
     */
    public LiveAnswer follow(String path, String accept) {
        HttpRequest request =
                untimed(path).setHeader("Accept", accept).forStreaming().build();
        HttpResponse<InputStream> got = await(client.getHttpClient().sendAsync(request, InputStream.class), path);
        InputStream body = got.body();
        return new LiveAnswer(got.code(), body == null ? InputStream.nullInputStream() : body);
    }

    /** Sends JSON by POST. */
    public ApiAnswer post(String path, String json) {
        return postLater(path, json).await();
    }

    /** Begins to send JSON by POST. */
    public Coming<ApiAnswer> postLater(String path, String json) {
        return send(request(path).post("application/json", json).build(), path);
    }

    /** Sends a strategic merge patch. */
    public ApiAnswer patch(String path, String json) {
        return patchLater(path, json).await();
    }

    /** Begins to send a strategic merge patch. */
    public Coming<ApiAnswer> patchLater(String path, String json) {
        return send(
                request(path)
                        .patch("application/strategic-merge-patch+json", json)
                        .build(),
                path);
    }

    /** Deletes. */
    public ApiAnswer delete(String path) {
        return send(request(path).delete("application/json", "").build(), path).await();
    }

    private HttpRequest.Builder request(String path) {
        return untimed(path).timeout(REQUEST_MILLIS, TimeUnit.MILLISECONDS);
    }

    private HttpRequest.Builder untimed(String path) {
        String master = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(master.substring(0, master.length() - (master.endsWith("/") ? 1 : 0)) + path)
                .header("Accept", "application/json");
    }

    private Coming<ApiAnswer> send(HttpRequest request, String path) {
        CompletableFuture<HttpResponse<String>> answer = client.getHttpClient().sendAsync(request, String.class);
        return () -> {
            return answer(await(answer, path));
        };
    }

    private static ApiAnswer answer(HttpResponse<String> got) {
        String body = got.body();
        return new ApiAnswer(got.code(), body == null ? "" : body, List.copyOf(got.headers("Warning")));
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, String path) {
        return await(answer, path, answered ? 2L * REQUEST_MILLIS : FIRST_MILLIS);
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer, String path, long patience) {
        try {
            HttpResponse<T> got = answer.get(patience, TimeUnit.MILLISECONDS);
            answered = true;
            return got;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof SondeException known) {
                throw known;
            }
            throw ApiFailures.unreachable(
                    context, client.getMasterUrl(), client.getConfiguration().getHttpsProxy(), cause);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw ApiFailures.silent(context, client.getMasterUrl(), patience / 1000, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ApiFailures.interrupted(path);
        }
    }

    /** The same connection for one more owner: it is open until each of them has closed it. */
    public ClusterApi shared() {
        owners.incrementAndGet();
        return this;
    }

    @Override
    public void close() {
        if (owners.decrementAndGet() == 0) {
            client.close();
        }
    }
}
