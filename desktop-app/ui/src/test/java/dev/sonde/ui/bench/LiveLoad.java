package dev.sonde.ui.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Clock;
import dev.sonde.protocol.v1.Exchanges;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A live source that never rests: the exchanges of many services, twenty batches a second, in the form in which an agent sends
 * them. Two seconds of rows are made beforehand and repeated; each batch is parsed anew, as what comes over gRPC is.
 */
public final class LiveLoad implements Source {
    private static final int BATCHES_A_SECOND = 20;
    private static final int MADE_BEFOREHAND = 40;

    private final Shop shop;
    private final int rowsABatch;
    private final List<byte[]> rows = new ArrayList<>();
    private final AtomicLong delivered = new AtomicLong();
    private volatile boolean closed;
    private @Nullable Thread thread;

    /** So many services that make so many exchanges a second. */
    public LiveLoad(int services, int exchangesASecond) {
        shop = new Shop(services);
        rowsABatch = exchangesASecond / BATCHES_A_SECOND;
        long spacing = TimeUnit.SECONDS.toNanos(1) / Math.max(1, exchangesASecond);
        for (int i = 0; i < MADE_BEFOREHAND; i++) {
            rows.add(shop.exchanges(rowsABatch, spacing).toByteArray());
        }
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo(SourceInfo.Kind.LIVE, "a load generator");
    }

    /** Exchanges handed over so far. */
    public long delivered() {
        return delivered.get();
    }

    @Override
    public void start(SourceListener listener) {
        thread = Thread.ofPlatform().daemon().name("load").start(() -> run(listener));
    }

    private void run(SourceListener listener) {
        long unixOffset = System.currentTimeMillis() * 1_000_000L - System.nanoTime();
        long begun = System.nanoTime();
        listener.batch(sealed(shop.names(), 1, begun, unixOffset).build());
        listener.state(new SourceState.Live());
        long step = TimeUnit.SECONDS.toNanos(1) / BATCHES_A_SECOND;
        for (long n = 1; !closed; n++) {
            // A batch is sent when its time is over.
            long until = begun + n * step;
            while (System.nanoTime() < until && !closed) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
            Batch.Builder batch = Batch.newBuilder().setExchanges(parsed((int) (n % rows.size())));
            listener.batch(sealed(batch, n + 1, until - step, unixOffset)
                    .setCompleteUntilNs(until)
                    .build());
            delivered.addAndGet(rowsABatch);
        }
        listener.state(new SourceState.Ended("stopped"));
    }

    private static Batch.Builder sealed(Batch.Builder batch, long sequence, long base, long unixOffset) {
        return batch.setSequence(sequence)
                .setAgent(1)
                .setBaseNs(base)
                .setClock(Clock.newBuilder().setMonotonicNs(base).setUnixNs(base + unixOffset));
    }

    private Exchanges parsed(int index) {
        try {
            return Exchanges.parseFrom(rows.get(index));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread running = thread;
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
