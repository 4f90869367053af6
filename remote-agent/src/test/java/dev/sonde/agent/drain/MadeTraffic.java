package dev.sonde.agent.drain;

import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.client.Tally;
import dev.sonde.agent.kernel.Form;
import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pipeline that is fed with records the test makes, and what came out of it. */
final class MadeTraffic {
    static final long SERVER = 11;
    static final long CLIENT = 12;
    static final long SECOND = 1_000_000_000L;

    final MadeKernel kernel;
    final Tally tally = new Tally(0);
    final List<Batch> batches = new ArrayList<>();
    final Pipeline pipeline;
    long now = 100 * SECOND;

    /** Of the next response: one follows the other. */
    int responseSequence = 500_000;

    MadeTraffic() {
        this(Form.CGROUP);
    }

    MadeTraffic(Form form) {
        kernel = new MadeKernel(form);
        pipeline = new Pipeline(kernel, Path.of("/proc"), new Workspace(DissectorOptions.DEFAULT), now);
        pipeline.begin(now);
    }

    /** Makes one end known. */
    MadeTraffic open(long cookie, boolean server) {
        return give(record("socket_record", "RECORD_SOCKET", cookie)
                .at(server, MadeRecord.CLIENT_PORT)
                .with("time_ns", now)
                .with("role", kernel.constant(server ? "ROLE_SERVER" : "ROLE_CLIENT")));
    }

    MadeTraffic openBoth() {
        return open(SERVER, true).open(CLIENT, false);
    }

    MadeRecord record(String struct, String kind, long cookie, String... payload) {
        return new MadeRecord(kernel, struct, kind, cookie, payload);
    }

    /** An exchange whose request came a millisecond ago and whose response begins now, both captured whole. */
    MadeRecord exchange(long cookie, int sequence, String request, String response) {
        MadeRecord made = record("exchange_record", "RECORD_EXCHANGE", cookie, request, response)
                .with("request_start_ns", now - 1_000_000)
                .with("request_end_ns", now - 1_000_000)
                .with("response_start_ns", now)
                .with("request_sequence", sequence)
                .with("response_sequence", responseSequence)
                .with("request_bytes", request.length())
                .with("request_captured", request.length())
                .with("response_bytes", response.length())
                .with("response_captured", response.length());
        responseSequence += response.length();
        return made;
    }

    /** The client's times of it: it saw the request 100 us before the server and the response 100 us after. */
    MadeRecord sight(int sequence, int responseBytes) {
        return record("exchange_record", "RECORD_EXCHANGE", CLIENT)
                .with("request_start_ns", now - 1_100_000)
                .with("request_end_ns", now - 1_100_000)
                .with("response_start_ns", now + 100_000)
                .with("request_sequence", sequence)
                .with("response_bytes", responseBytes)
                .with("flags", kernel.constant("EXCHANGE_PEER_HAS_PAYLOAD"));
    }

    MadeRecord settled(long cookie, int sequence, int responseBytes, long lastNanos) {
        return record("settle_record", "RECORD_SETTLE", cookie)
                .with("settle.last_ns", lastNanos)
                .with("settle.request_sequence", sequence)
                .with("settle.response_bytes", responseBytes);
    }

    MadeTraffic give(MadeRecord record) {
        byte[] bytes = record.bytes();
        pipeline.record(bytes, 0, bytes.length);
        return this;
    }

    /** Lets time pass, as ticks of the drain. */
    MadeTraffic pass(long nanos) {
        for (long end = now + nanos; now < end; ) {
            now += Math.min(50_000_000L, end - now);
            pipeline.begin(now);
            pipeline.tick(now);
        }
        return this;
    }

    /** Takes the batch. */
    Batch batch() {
        Frame frame = new Frame();
        pipeline.report(now);
        pipeline.batch().seal(frame, pipeline.completeUntil(now), now);
        try {
            Batch batch = Batch.parser().parseFrom(frame.bytes(), 0, frame.length());
            tally.add(batch);
            batches.add(batch);
            return batch;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }
}
