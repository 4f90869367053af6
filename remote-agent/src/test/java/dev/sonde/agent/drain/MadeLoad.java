package dev.sonde.agent.drain;

import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.kernel.KernelProbes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Many exchanges on a few connections with both ends watched, made without allocating: the records are used again. */
final class MadeLoad {
    private static final String REQUEST = String.join(
            "\r\n", "GET /1k.txt HTTP/1.1", "Host: 127.0.0.1:8080", "User-Agent: h2load nghttp2/1.52.0", "", "");
    private static final String RESPONSE = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "Server: nginx/1.22.1",
            "Date: Mon, 23 Nov 2026 07:00:00 GMT",
            "Content-Type: text/plain",
            "Content-Length: 1024",
            "Last-Modified: Mon, 23 Nov 2026 06:00:00 GMT",
            "Connection: keep-alive",
            "ETag: \"65a1\"",
            "Accept-Ranges: bytes",
            "",
            "");
    private static final int RESPONSE_BYTES = RESPONSE.length() + 1024;

    private final MadeTraffic traffic = new MadeTraffic();
    private final byte[] exchange;
    private final byte[] sight;
    private final ByteBuffer exchangeFields;
    private final ByteBuffer sightFields;
    private final Places places;
    private final int connections;
    private int turn;

    private record Places(
            int cookie,
            int requestStart,
            int requestEnd,
            int responseStart,
            int requestSequence,
            int responseSequence) {
        static Places of(KernelProbes probes) {
            var layout = probes.layout("exchange_record");
            return new Places(
                    layout.offset("head.cookie"),
                    layout.offset("request_start_ns"),
                    layout.offset("request_end_ns"),
                    layout.offset("response_start_ns"),
                    layout.offset("request_sequence"),
                    layout.offset("response_sequence"));
        }
    }

    MadeLoad(int connections) {
        this.connections = connections;
        places = Places.of(traffic.kernel);
        for (int i = 0; i < connections; i++) {
            open(1000 + 2 * i, true, i);
            open(1001 + 2 * i, false, i);
        }
        exchange = traffic.exchange(0, 0, REQUEST, RESPONSE)
                .with("response_bytes", RESPONSE_BYTES)
                .bytes();
        exchangeFields = ByteBuffer.wrap(exchange).order(ByteOrder.nativeOrder());
        sight = traffic.sight(0, RESPONSE_BYTES).bytes();
        sightFields = ByteBuffer.wrap(sight).order(ByteOrder.nativeOrder());
    }

    private void open(long cookie, boolean server, int number) {
        traffic.give(traffic.record("socket_record", "RECORD_SOCKET", cookie)
                .at(server, MadeRecord.CLIENT_PORT + number)
                .with("time_ns", traffic.now)
                .with("role", traffic.kernel.constant(server ? "ROLE_SERVER" : "ROLE_CLIENT")));
    }

    /** What it goes through. */
    MadeTraffic traffic() {
        return traffic;
    }

    /** Gives the records of so many exchanges. */
    void drain(int exchanges) {
        traffic.pipeline.begin(traffic.now);
        for (int i = 0; i < exchanges; i++) {
            int connection = turn % connections;
            int number = turn / connections;
            turn++;
            traffic.now += 100_000;
            write(exchangeFields, 1000 + 2 * connection, number, traffic.now);
            write(sightFields, 1001 + 2 * connection, number, traffic.now + 20_000);
            traffic.pipeline.record(exchange, 0, exchange.length);
            traffic.pipeline.record(sight, 0, sight.length);
        }
        traffic.pipeline.tick(traffic.now);
    }

    /** Encodes the batch; returns its bytes. */
    int seal(Frame frame) {
        traffic.pipeline.report(traffic.now);
        traffic.pipeline.batch().seal(frame, traffic.now, traffic.now);
        return frame.length();
    }

    private void write(ByteBuffer bytes, long cookie, int number, long now) {
        bytes.putLong(places.cookie, cookie);
        bytes.putLong(places.requestStart, now - 90_000);
        bytes.putLong(places.requestEnd, now - 90_000);
        bytes.putLong(places.responseStart, now);
        bytes.putInt(places.requestSequence, number * REQUEST.length());
        bytes.putInt(places.responseSequence, number * RESPONSE_BYTES);
    }
}
