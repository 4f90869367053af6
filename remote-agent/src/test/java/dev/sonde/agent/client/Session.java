package dev.sonde.agent.client;

import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Start;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One call of {@code Watch} as a test holds it: adds up what comes, and can be slow. */
public final class Session implements ClientResponseObserver<WatchRequest, Batch> {
    private static final long PATIENCE_MILLIS = 20_000;

    private final Tally tally = new Tally(0);
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final boolean slow;
    private ClientCallStreamObserver<WatchRequest> call;

    private Session(boolean slow) {
        this.slow = slow;
    }

    /** Begins to watch. */
    public static Session watch(ManagedChannel channel, Start start) {
        return begin(channel, start, new Session(false));
    }

    /** Begins to watch and takes no more than the first batch until {@link #hurry}. */
    public static Session watchSlowly(ManagedChannel channel, Start start) {
        return begin(channel, start, new Session(true));
    }

    private static Session begin(ManagedChannel channel, Start start, Session session) {
        AgentGrpc.newStub(channel).watch(session);
        session.send(WatchRequest.newBuilder().setStart(start).build());
        return session;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<WatchRequest> requests) {
        call = requests;
        if (slow) {
            requests.disableAutoRequestWithInitial(1);
        }
    }

    @Override
    public void onNext(Batch batch) {
        synchronized (tally) {
            tally.add(batch);
            tally.notifyAll();
        }
    }

    @Override
    public void onError(Throwable error) {
        end.complete(Status.fromThrowable(error));
    }

    @Override
    public void onCompleted() {
        end.complete(Status.OK);
    }

    /** Takes all from here on. */
    public void hurry() {
        call.request(Integer.MAX_VALUE);
    }

    /** Says something to the agent. */
    public void send(WatchRequest request) {
        call.onNext(request);
    }

    /** Watches something else. */
    public void filter(CaptureFilter filter) {
        send(WatchRequest.newBuilder().setFilter(filter).build());
    }

    /** Waits until what has come is enough; false when it does not come. */
    public boolean await(Predicate<Tally> enough) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        synchronized (tally) {
            while (!enough.test(tally)) {
                long left = deadline - System.currentTimeMillis();
                if (left <= 0) {
                    return false;
                }
                tally.wait(left);
            }
            return true;
        }
    }

    /** Calls of an endpoint that have come, with a status of 200. */
    public long calls(String path) {
        synchronized (tally) {
            return tally.calls.getOrDefault("GET " + path + " 200", 0L);
        }
    }

    /** What has come; to be read only after the end or in {@link #await}. */
    public Tally tally() {
        return tally;
    }

    /** Waits for the end of the call. */
    public Status end() throws Exception {
        return end.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
