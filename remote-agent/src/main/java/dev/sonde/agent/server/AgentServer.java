package dev.sonde.agent.server;

import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.error.AgentException;
import dev.sonde.protocol.StreamSettings;
import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.identity.SessionTls;
import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.protobuf.lite.ProtoLiteUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The gRPC service of the agent. Only the client of this session gets further than the TLS handshake. */
public final class AgentServer {
    private final Server server;
    private final ExecutorService stream;

    private AgentServer(Server server, ExecutorService stream) {
        this.server = server;
        this.stream = stream;
    }

    /**
     * Listens.
     *
     * @param commands takes what the client asks for
     * @throws AgentException when it can't listen there
     */
    public static AgentServer listen(
            InetSocketAddress address, SessionIdentity identity, Queue<Command> commands, Outbox outbox) {
        ExecutorService stream = Executors.newSingleThreadExecutor(AgentServer::streamThread);
        Server server = OkHttpServerBuilder.forPort(address, SessionTls.server(identity))
                .executor(stream)
                .maxInboundMessageSize(64 * 1024)
                .maxConcurrentCallsPerConnection(8)
                .permitKeepAliveTime(StreamSettings.PERMITTED_KEEPALIVE.toNanos(), TimeUnit.NANOSECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(service(commands, outbox, stream))
                .build();
        try {
            server.start();
        } catch (IOException e) {
            stream.shutdown();
            throw new AgentException(
                    "SD-1030",
                    "The agent cannot listen on " + address,
                    String.valueOf(e.getMessage()),
                    "Choose another address, or end what listens there.",
                    e);
        }
        return new AgentServer(server, stream);
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Stops listening, waits a moment for what is being sent, and ends all calls. */
    public void close(long millis) throws InterruptedException {
        server.shutdown();
        server.awaitTermination(millis, TimeUnit.MILLISECONDS);
        server.shutdownNow();
        stream.shutdown();
    }

    private static ServerServiceDefinition service(Queue<Command> commands, Outbox outbox, Executor stream) {
        MethodDescriptor<WatchRequest, Frame> watch = AgentGrpc.getWatchMethod().toBuilder(
                        ProtoLiteUtils.marshaller(WatchRequest.getDefaultInstance()), new FrameMarshaller())
                .build();
        return ServerServiceDefinition.builder(AgentGrpc.SERVICE_NAME)
                .addMethod(watch, ServerCalls.asyncBidiStreamingCall(new Watch(commands, outbox, stream)))
                .build();
    }

    private record Watch(Queue<Command> commands, Outbox outbox, Executor stream)
            implements ServerCalls.BidiStreamingMethod<WatchRequest, Frame> {
        @Override
        public StreamObserver<WatchRequest> invoke(StreamObserver<Frame> responses) {
            ServerCallStreamObserver<Frame> answers = (ServerCallStreamObserver<Frame>) responses;
            WatchCall call = new WatchCall(answers, commands, outbox, stream);
            answers.setOnReadyHandler(call::pump);
            answers.setOnCancelHandler(call::gone);
            return call;
        }
    }

    private static Thread streamThread(Runnable work) {
        Thread thread = new Thread(work, "sonde-stream");
        thread.setDaemon(true);
        return thread;
    }
}
