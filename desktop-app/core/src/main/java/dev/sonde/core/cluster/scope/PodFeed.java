package dev.sonde.core.cluster.scope;

import dev.sonde.core.cluster.api.ApiFailures;
import dev.sonde.core.cluster.api.ClusterApi;
import dev.sonde.core.cluster.api.LiveAnswer;
import dev.sonde.core.cluster.api.RawAnswer;
import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells of the pods of a cluster or namespace as they are and as they become, in the API's protobuf form. Outlives the API server: the watch is
 * taken up again where it was, and where that is too long ago all are listed anew. One thread of its own.
 */
public final class PodFeed implements AutoCloseable {
    private static final int PAGE = 500;

    /** The server ends a watch after so long, and it is begun again: one whose way broke in silence is noticed then. */
    private static final int WATCH_SECONDS = 120;

    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(WATCH_SECONDS + 30);
    private static final long SHORT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final ClusterApi api;
    private final String path;
    private final Predicate<String> withContainers;
    private final Listener listener;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Set<String> told = new HashSet<>();
    private final Thread thread;
    private volatile @Nullable PodWatch watch;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** Is told, on the feed's thread. */
    public interface Listener {
        /** A pod is like this now. */
        void pod(PodInfo pod, PodContainers containers);

        /** A pod is gone. */
        void gone(String uid);

        /** All that there are have been told. */
        void listed();

        /** The server speaks another form: nothing will be told. */
        void isUnread();
    }

    /**
     * Makes a feed that has not begun.
     *
     * @param namespace only this; empty for all
     * @param withContainers of which namespaces it is told what containers do
     */
    public PodFeed(ClusterApi api, String namespace, Predicate<String> withContainers, Listener listener) {
        this.api = api;
        this.path = namespace.isEmpty() ? "/api/v1/pods" : "/api/v1/namespaces/" + namespace + "/pods";
        this.withContainers = withContainers;
        this.listener = listener;
        thread = Thread.ofPlatform().name("sonde-pods").daemon().unstarted(this::run);
    }

    /** Begins. */
    public void begin() {
        thread.start();
    }

    private void run() {
        String version = "";
        while (stop.getCount() > 0) {
            try {
                if (version.isEmpty()) {
                    version = list();
                } else {
                    long begun = System.nanoTime();
                    version = watch(version);
                    rest(version.isEmpty() || System.nanoTime() - begun < SHORT_NANOS);
                }
            } catch (NotReadable e) {
                listener.isUnread();
                return;
            } catch (SondeException | IOException e) {
                pause();
            }
        }
    }

    /** The server has pods in no form that is read here. */
    private static final class NotReadable extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Lists all; which moment that was. */
    private String list() throws IOException, NotReadable {
        Set<String> there = new HashSet<>();
        PodWire wire = new PodWire(withContainers);
        String version = "";
        String next = "";
        do {
            String after = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            RawAnswer answer = api.getLater(path + "?limit=" + PAGE + after, PodPage.ACCEPT)
                    .await();
            if (!answer.isDone()) {
                throw ApiFailures.refused("list pods", answer.text());
            }
            PodPage page = PodPage.of(answer.body());
            if (page == null) {
                throw new NotReadable();
            }
            for (PodSeen pod : page.seen(wire)) {
                there.add(pod.info().uid());
                tell(pod);
            }
            version = page.version();
            next = page.next();
        } while (!next.isEmpty() && stop.getCount() > 0);
        Set<String> gone = new HashSet<>(told);
        gone.removeAll(there);
        gone.forEach(this::gone);
        listener.listed();
        return version;
    }

    private void tell(PodSeen pod) {
        told.add(pod.info().uid());
        listener.pod(pod.info(), pod.containers());
    }

    private void gone(String uid) {
        if (told.remove(uid)) {
            listener.gone(uid);
        }
    }

    /** Follows what changes until the server ends it; from where on to follow again, or empty where that is not known any more. */
    private String watch(String from) throws IOException {
        LiveAnswer answer = api.follow(
                path + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + WATCH_SECONDS + "&resourceVersion="
                        + from,
                PodWatch.ACCEPT);
        try (PodWatch watching = new PodWatch(answer, new PodWire(withContainers))) {
            if (!answer.isDone()) {
                if (answer.status() == PodWatch.TOO_OLD) {
                    return "";
                }
                throw ApiFailures.refused("watch pods", answer.refusal());
            }
            watch = watching;
            String version = from;
            while (!version.isEmpty() && stop.getCount() > 0) {
                PodWatch.Change change = watching.next();
                if (change == null) {
                    break;
                }
                version = take(change);
            }
            return version;
        } finally {
            watch = null;
        }
    }

    private String take(PodWatch.Change change) {
        return switch (change) {
            case PodWatch.Change.Is(PodSeen pod) -> {
                tell(pod);
                yield pod.version();
            }
            case PodWatch.Change.Gone(PodSeen pod) -> {
                gone(pod.info().uid());
                yield pod.version();
            }
            case PodWatch.Change.Mark(String now) -> now;
            case PodWatch.Change.Lost _ -> "";
        };
    }

    /** A server that ends each watch at once, or can't go on, is not asked without a rest. */
    private void rest(boolean isDue) {
        if (isDue) {
            pause();
        } else {
            pauseMillis = FIRST_PAUSE_MILLIS;
        }
    }

    private void pause() {
        try {
            var _ = stop.await(pauseMillis, TimeUnit.MILLISECONDS);
            pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            stop.countDown();
        }
    }

    /** Ends a watch that has been silent for longer than it may be. Called now and then, on any thread. */
    public void tend() {
        PodWatch watching = watch;
        if (watching != null && watching.silentNanos() > SILENCE_NANOS) {
            watching.close();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        PodWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
    }
}
