package dev.sonde.core.source.pcap;

import dev.sonde.core.source.SourceListener;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Reads a capture to its end and unpacks the rows of its batches. */
final class Seen implements SourceListener {
    /** One exchange. {@code text} is its detail, or its endpoint where it has none. */
    record Row(
            String text,
            String endpoint,
            int status,
            int flags,
            long durationPlus1,
            long rowsPlus1,
            long requestBytes) {}

    final List<Row> rows = new ArrayList<>();
    final List<SourceState> states = new ArrayList<>();
    final Map<String, Long> losses = new TreeMap<>();
    final List<String> opaque = new ArrayList<>();
    private final List<String> strings = new ArrayList<>(List.of(""));
    private final CountDownLatch over = new CountDownLatch(1);
    int batches;

    static Seen of(Path capture) throws InterruptedException {
        Seen seen = new Seen();
        try (CaptureSource source = new CaptureSource(capture)) {
            source.start(seen);
            if (!seen.over.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("no end of " + capture);
            }
        }
        return seen;
    }

    @Override
    public void batch(Batch batch) {
        batches++;
        strings.addAll(batch.getStrings().getValuesList());
        batch.getLossesList().forEach(l -> losses.merge(l.getCause(), l.getCount(), Long::sum));
        batch.getConnections().getOpaqueList().stream()
                .filter(id -> id != 0)
                .forEach(id -> opaque.add(strings.get(id)));
        Exchanges e = batch.getExchanges();
        int detail = 0;
        for (int i = 0; i < e.getConnectionCount(); i++) {
            String endpoint = strings.get(e.getEndpoint(i));
            String text = endpoint;
            if ((e.getFlags(i) & ExchangeFlag.DETAIL_VALUE) != 0) {
                text = e.getDetail(detail++);
            }
            rows.add(new Row(
                    text,
                    endpoint,
                    e.getStatus(i),
                    e.getFlags(i),
                    e.getServerDurationPlus1(i),
                    e.getRowsPlus1(i),
                    e.getRequestBytes(i)));
        }
    }

    @Override
    public void state(SourceState state) {
        states.add(state);
        if (state instanceof SourceState.Ended || state instanceof SourceState.Failed) {
            over.countDown();
        }
    }
}
