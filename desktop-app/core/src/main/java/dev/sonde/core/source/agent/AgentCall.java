package dev.sonde.core.source.agent;

import dev.sonde.core.source.Scope;
import dev.sonde.core.time.UnixNanos;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.identity.SessionTls;
import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Lease;
import dev.sonde.protocol.v1.Ping;
import dev.sonde.protocol.v1.Start;
import dev.sonde.protocol.v1.Stop;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection to an agent. What arrives waits in a queue for the source's thread, a few batches at most: gRPC's flow
 * control holds back the rest.
 */
final class AgentCall implements AutoCloseable {
    private static final Lease LEASE = Lease.newBuilder()
            .setDurationNs(StreamSettings.DEFAULT_LEASE.toNanos())
            .build();
    private static final int AHEAD = 8;
    private static final long CLOSE_MILLIS = 1_000;

    private final ManagedChannel channel;
    private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final ClientCallStreamObserver<WatchRequest> requests;

    /** What happens on a connection. */
    sealed interface Event {
        /** The agent has shown who it is, and what is sent now arrives now. */
        record Connected() implements Event {}

        /** A batch came, at this Unix time. */
        record Received(Batch batch, long arrivedUnixNanos) implements Event {}

        /** The agent ended the call in order. */
        record Completed() implements Event {}

        /** The call broke. */
        record Broken(Throwable cause) implements Event {}

        /** Something else is to be watched. */
        record FilterChanged() implements Event {}

        /** The source is asked to stop. */
        record StopAsked() implements Event {}
    }

    /** Connects and begins to watch. */
    AgentCall(int port, SessionIdentity identity, CaptureFilter filter) {
        channel = channel(port, identity);
        tellWhenConnected(ConnectivityState.IDLE);
        requests = (ClientCallStreamObserver<WatchRequest>)
                AgentGrpc.newStub(channel).watch(new Answers(events));
        requests.onNext(WatchRequest.newBuilder().setStart(start(filter)).build());
    }

    /** What the agent is asked for first. */
    static Start start(CaptureFilter filter) {
        return Start.newBuilder().setFilter(filter).setLease(LEASE).build();
    }

    private void tellWhenConnected(ConnectivityState before) {
        channel.notifyWhenStateChanged(before, () -> {
            ConnectivityState now = channel.getState(false);
            if (now == ConnectivityState.READY) {
                events.add(new Event.Connected());
            } else if (now != ConnectivityState.SHUTDOWN) {
                tellWhenConnected(now);
            }
        });
    }

    /** Loads what a call needs, and calls nobody. */
    static void prepare(SessionIdentity identity) {
        ManagedChannel nowhere = channel(1, identity);
        var _ = AgentGrpc.newStub(nowhere);
        var _ = WatchRequest.newBuilder().setStart(Start.newBuilder()).build().toByteString();
        nowhere.shutdownNow();
    }

    private static ManagedChannel channel(int port, SessionIdentity identity) {
        return OkHttpChannelBuilder.forAddress("127.0.0.1", port, SessionTls.client(identity))
                .overrideAuthority(SessionIdentity.AGENT_NAME)
                .directExecutor()
                .flowControlWindow(StreamSettings.FLOW_CONTROL_WINDOW_BYTES)
                .maxInboundMessageSize(StreamSettings.MAX_MESSAGE_BYTES)
                .keepAliveTime(StreamSettings.KEEPALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTimeout(StreamSettings.KEEPALIVE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .build();
    }

    /** What a scope asks of an agent. */
    static CaptureFilter filter(Scope scope) {
        return CaptureFilter.newBuilder()
                .addAllPorts(scope.ports())
                .addAllPids(scope.pids())
                .addAllExecutables(scope.executables())
                .addAllContainerIds(scope.containers())
                .build();
    }

    private record Answers(LinkedBlockingQueue<Event> events) implements ClientResponseObserver<WatchRequest, Batch> {
        @Override
        public void beforeStart(ClientCallStreamObserver<WatchRequest> call) {
            call.disableAutoRequestWithInitial(AHEAD);
        }

        @Override
        public void onNext(Batch batch) {
            events.add(new Event.Received(batch, UnixNanos.now()));
        }

        @Override
        public void onError(Throwable cause) {
            events.add(new Event.Broken(cause));
        }

        @Override
        public void onCompleted() {
            events.add(new Event.Completed());
        }
    }

    /** Waits for what happens next; null when nothing did in time. */
    @Nullable
    Event next(long millis) throws InterruptedException {
        return events.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }

    /** Says that a batch was used, so that another may come. */
    void used() {
        requests.request(1);
    }

    void renewLease() {
        send(WatchRequest.newBuilder().setLease(LEASE).build());
    }

    /** Asks the agent to flush, to say that it ended, and to exit. */
    void stop() {
        send(WatchRequest.newBuilder().setStop(Stop.getDefaultInstance()).build());
    }

    /** Watches something else. */
    void filter(CaptureFilter filter) {
        send(WatchRequest.newBuilder().setFilter(filter).build());
    }

    /** Asks for the agent's clock. */
    void ping(long number) {
        send(WatchRequest.newBuilder()
                .setPing(Ping.newBuilder().setNumber(number))
                .build());
    }

    /** Wakes the thread that talks. Called by any thread. */
    void wake(Event event) {
        events.add(event);
    }

    private void send(WatchRequest request) {
        try {
            requests.onNext(request);
        } catch (IllegalStateException e) {
            // The call is over, which arrives as an event.
            events.add(new Event.Broken(e));
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
