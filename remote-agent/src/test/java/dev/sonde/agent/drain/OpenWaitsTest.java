package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.agent.batch.Frame;
import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Protocol;
import dev.sonde.protocol.v1.Waits;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told of requests that wait long for their responses. */
class OpenWaitsTest {
    private final MadeTraffic traffic = new MadeTraffic();
    private final Map<Integer, String> strings = new HashMap<>();

    @Test
    void what_waits_is_told_once_and_so_is_its_end() {
        traffic.openBoth().give(traffic.exchange(SERVER, 1000, get("/first"), ok("x")));
        int sequence = 1000 + get("/first").length();
        long start = traffic.now;
        waits(sequence, get("/slow"));

        Batch batch = batch();
        Waits told = batch.getWaits();
        assertThat(told.getConnectionList())
                .containsExactly(batch.getConnections().getId(0));
        assertThat(strings.get(told.getEndpoint(0))).isEqualTo("GET /slow");
        assertThat(told.getProtocol(0)).isEqualTo(Protocol.HTTP1_VALUE);
        assertThat(told.getFlags(0)).isZero();
        assertThat(batch.getBaseNs() + told.getStartDelta(0)).isEqualTo(start);
        traffic.pass(SECOND);
        assertThat(batch().hasWaits()).isFalse();

        traffic.give(traffic.exchange(SERVER, sequence, get("/slow"), ok("x")).with("request_start_ns", start))
                .pass(SECOND);
        Waits over = batch().getWaits();
        assertThat(over.getConnectionList()).isEqualTo(told.getConnectionList());
        assertThat(over.getFlags(0)).isEqualTo(1);
        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /first 200", 1L, "GET /slow 200", 1L));
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void a_record_that_comes_behind_the_response_changes_nothing() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), "HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"));
        waits(1000, get("/a"));

        assertThat(batch().hasWaits()).isFalse();
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void a_connection_that_ends_waits_no_longer() {
        traffic.open(SERVER, true);
        waits(1000, get("/slow"));
        assertThat(batch().getWaits().getFlagsList()).containsExactly(0);

        traffic.give(traffic.exchange(SERVER, 1000, get("/slow"), "")
                        .with("flags", traffic.kernel.constant("EXCHANGE_NO_RESPONSE")))
                .give(traffic.record("settle_record", "RECORD_SETTLE", SERVER).with("closed", 1))
                .pass(2 * SECOND);

        assertThat(batch().getWaits().getFlagsList()).containsExactly(1);
        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /slow -1", 1L));
    }

    @Test
    void a_new_client_is_told_of_what_waits() throws IOException {
        traffic.open(SERVER, true);
        waits(1000, get("/slow"));
        batch();

        traffic.pipeline.unheard();
        traffic.pipeline.greet(new Workspace(DissectorOptions.DEFAULT));

        Frame frame = new Frame();
        traffic.pipeline.report(traffic.now);
        traffic.pipeline.batch().seal(frame, traffic.now, traffic.now);
        Waits told = Batch.parser().parseFrom(frame.bytes(), 0, frame.length()).getWaits();
        assertThat(strings.get(told.getEndpoint(0))).isEqualTo("GET /slow");
    }

    /** The kernel tells what was asked a second ago. */
    private void waits(int sequence, String request) {
        long start = traffic.now;
        traffic.pass(SECOND)
                .give(traffic.record("settle_record", "RECORD_SETTLE", SERVER)
                        .with("open_request_sequence", sequence)
                        .with("open_request_bytes", request.length()))
                .give(traffic.record("waiting_record", "RECORD_WAITING", SERVER, request)
                        .with("request_start_ns", start)
                        .with("request_sequence", sequence)
                        .with("response_sequence", traffic.responseSequence)
                        .with("captured", request.length()))
                .pass(SECOND / 10);
    }

    private Batch batch() {
        Batch batch = traffic.batch();
        for (int i = 0; i < batch.getStrings().getValuesCount(); i++) {
            strings.put(batch.getStrings().getFirstId() + i, batch.getStrings().getValues(i));
        }
        return batch;
    }
}
