package dev.sonde.agent.client;

import dev.sonde.protocol.v1.AgentGrpc;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Lease;
import dev.sonde.protocol.v1.Start;
import dev.sonde.protocol.v1.Stop;
import dev.sonde.protocol.v1.WatchRequest;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Watches through a real agent, from the command line: {@code PORT SECONDS AGENT-COMMAND…}. Prints what it counted. Ends
 * at SIGTERM or after the seconds.
 */
public final class WatchClient implements AutoCloseable {
    private final AgentProcess agent;
    private final StreamObserver<WatchRequest> requests;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** Starts an agent and watches. */
    public WatchClient(List<String> command, Tally tally, CaptureFilter filter) throws java.io.IOException {
        agent = AgentProcess.start(command);
        requests = AgentGrpc.newStub(agent.channel()).watch(new StreamObserver<>() {
            @Override
            public void onNext(Batch batch) {
                tally.add(batch);
            }

            @Override
            public void onError(Throwable error) {
                failure.set(error);
                finished.countDown();
            }

            @Override
            public void onCompleted() {
                finished.countDown();
            }
        });
        requests.onNext(WatchRequest.newBuilder()
                .setStart(Start.newBuilder()
                        .setFilter(filter)
                        .setLease(Lease.newBuilder().setDurationNs(10_000_000_000L)))
                .build());
    }

    /** The agent. */
    public AgentProcess agent() {
        return agent;
    }

    /** What ended the call, or null. */
    public Throwable failure() {
        return failure.get();
    }

    /** Renews the lease. */
    public void renew() {
        requests.onNext(
                WatchRequest.newBuilder().setLease(Lease.getDefaultInstance()).build());
    }

    /** Asks for the end and waits for it. */
    public void stop() throws InterruptedException {
        requests.onNext(
                WatchRequest.newBuilder().setStop(Stop.getDefaultInstance()).build());
        finished.await(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        agent.close();
    }

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        Tally tally = new Tally(Integer.parseInt(all.get(0)));
        long end = System.nanoTime() + Long.parseLong(all.get(1)) * 1_000_000_000L;
        try (WatchClient client =
                new WatchClient(all.subList(2, all.size()), tally, CaptureFilter.getDefaultInstance())) {
            int health = 0;
            while (System.nanoTime() < end && client.failure() == null) {
                Thread.sleep(500);
                client.renew();
                synchronized (tally) {
                    for (; health < tally.health.size(); health++) {
                        var h = tally.health.get(health);
                        System.out.printf(
                                "cpu %.3f rss %.1f peak %.1f records %d ringpeak %d calls %d joined %d agg %d 1/%d %s%n",
                                (double) h.getCpuNs() / h.getIntervalNs(),
                                h.getRssBytes() / 1048576.0,
                                h.getRssPeakBytes() / 1048576.0,
                                h.getRecords(),
                                h.getRingPeakBytes(),
                                tally.allCalls(),
                                tally.joined,
                                tally.aggregated,
                                h.getSampleOneIn(),
                                h.getShedList());
                    }
                }
            }
            client.stop();
            synchronized (tally) {
                System.out.println("failure " + client.failure() + " end " + tally.end);
                System.out.println("calls " + tally.calls);
                System.out.println(
                        "total " + tally.allCalls() + " rows " + tally.rows + " joined " + tally.joined + " single "
                                + tally.single + " aggregated " + tally.aggregated + " withRows " + tally.withRows);
                System.out.println("losses " + tally.losses);
                System.out.println("batches " + tally.batches + " bytes " + tally.bytes + " bytes/row "
                        + (tally.rows == 0 ? 0 : tally.bytes / tally.rows));
                if (tally.joined > 0) {
                    System.out.println("mean us server " + tally.serverNanos / tally.joined / 1000 + " client "
                            + tally.clientNanos / tally.joined / 1000);
                }
                tally.connections.values().stream().limit(30).forEach(System.out::println);
                tally.processes.values().stream()
                        .limit(20)
                        .forEach(p -> System.out.println(p.getRef() + " " + p.getPid() + " " + p.getCommand() + " "
                                + p.getRuntime() + " " + p.getContainerId() + " " + p.getSystemdUnit()));
            }
        }
    }
}
