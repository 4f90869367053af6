package dev.sonde.agent.server;

import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.error.AgentException;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * One call of {@code Watch}. Requests become commands of the drain thread; frames from the outbox are sent as fast as the
 * client takes them.
 *
 * <p>Everything that touches the call runs on the one thread of the stream.
 */
public final class WatchCall implements StreamObserver<WatchRequest> {
    private final ServerCallStreamObserver<Frame> answers;
    private final Queue<Command> commands;
    private final Outbox outbox;
    private final Executor stream;
    private final Runnable pump = this::pump;
    private boolean started;
    private boolean closed;
    private boolean ending;

    WatchCall(ServerCallStreamObserver<Frame> answers, Queue<Command> commands, Outbox outbox, Executor stream) {
        this.answers = answers;
        this.commands = commands;
        this.outbox = outbox;
        this.stream = stream;
    }

    /** Says that there are frames to send. Any thread. */
    public void wake() {
        stream.execute(pump);
    }

    /** Ends the call when all frames are sent. Any thread. */
    public void end() {
        stream.execute(() -> {
            ending = true;
            pump();
        });
    }

    /** Ends the call with an error for the user. Any thread. */
    public void fail(AgentException failure) {
        stream.execute(() -> close(Status.FAILED_PRECONDITION.withDescription(FailureText.of(failure))));
    }

    /** Refuses the call because there is another. Any thread. */
    public void refuse() {
        stream.execute(() -> close(Status.ALREADY_EXISTS.withDescription(
                "SD-1033: another workstation watches through this agent; it serves one at a time")));
    }

    /** Ends the call because its client has come again another way. Any thread. */
    public void replace() {
        stream.execute(() -> close(Status.ABORTED.withDescription("the same workstation has connected again")));
    }

    @Override
    public void onNext(WatchRequest request) {
        if (!started && !request.hasStart()) {
            close(Status.INVALID_ARGUMENT.withDescription("SD-1034: the first request of a session is its start"));
            return;
        }
        switch (request.getRequestCase()) {
            case START -> {
                if (!started) {
                    started = true;
                    commands.add(new Command.Begin(this, request.getStart()));
                }
            }
            case LEASE ->
                commands.add(new Command.Renew(this, request.getLease().getDurationNs()));
            case BUDGET -> commands.add(new Command.SetBudget(this, request.getBudget()));
            case FILTER -> commands.add(new Command.SetFilter(this, request.getFilter()));
            case PING -> commands.add(new Command.Ping(this, request.getPing().getNumber(), System.nanoTime()));
            case STOP -> commands.add(new Command.Stop(this));
            case REQUEST_NOT_SET -> {
                // a later version's request, which this one can do without
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        gone();
    }

    @Override
    public void onCompleted() {
        gone();
    }

    /** The client is gone or has closed its side. */
    void gone() {
        closed = true;
        if (started) {
            commands.add(new Command.Gone(this));
        }
    }

    /** Sends what the client is ready to take. */
    void pump() {
        while (!closed && answers.isReady()) {
            Frame frame = outbox.take();
            if (frame == null) {
                break;
            }
            answers.onNext(frame);
            outbox.release(frame);
        }
        if (ending && !closed && outbox.isEmpty()) {
            closed = true;
            answers.onCompleted();
        }
    }

    private void close(Status status) {
        if (!closed) {
            closed = true;
            answers.onError(status.asRuntimeException());
        }
    }
}
