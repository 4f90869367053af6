package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.CLIENT;
import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.Exchanges;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Servers that answer before all of the request is there, and connections that end without a word that is known. */
class EarlyAnswerTest {
    private static final String NO = "HTTP/1.1 413 Too much\r\nContent-Length: 3\r\n\r\nno!";
    private static final String HEAD = "POST /up HTTP/1.1\r\nContent-Length: 1000\r\n\r\n";

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void a_body_that_goes_on_behind_its_answer_is_of_the_request() {
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, HEAD + "x".repeat(100), NO));
        traffic.pass(3 * SECOND).give(rest(900)).pass(SECOND / 10);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("POST /up 413", 1L));
        assertThat(rows.getRequestBytes(0)).isEqualTo(HEAD.length() + 1000);
        assertThat(rows.getServerDurationPlus1(0) - 1).isEqualTo(1_000_000);
    }

    @Test
    void a_body_that_comes_when_the_server_has_ended_its_side_is_of_the_request() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, HEAD, NO))
                .give(closed());
        traffic.give(traffic.record("settle_record", "RECORD_SETTLE", SERVER)
                .with("open_request_sequence", 1000 + HEAD.length())
                .with("open_request_bytes", 1000));
        assertThat(requestBytes()).isEqualTo(HEAD.length() + 1000);
    }

    @Test
    void a_body_that_only_its_sender_saw_as_the_server_was_gone_is_of_the_request() {
        traffic.openBoth().give(traffic.exchange(SERVER, 1000, HEAD, NO)).give(traffic.sight(1000, NO.length()));
        traffic.give(closed())
                .give(traffic.exchange(CLIENT, 1000 + HEAD.length(), "", "")
                        .with("request_bytes", 1000)
                        .with(
                                "flags",
                                traffic.kernel.constant("EXCHANGE_NO_RESPONSE")
                                        | traffic.kernel.constant("EXCHANGE_PEER_HAS_PAYLOAD")))
                .give(traffic.record("settle_record", "RECORD_SETTLE", CLIENT).with("closed", 1));
        assertThat(requestBytes()).isEqualTo(HEAD.length() + 1000);
    }

    @Test
    void a_body_too_short_to_tell_from_a_request_is_one_when_the_connection_is_forgotten() {
        String head = "POST /up HTTP/1.1\r\nContent-Length: 3\r\n\r\n";
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, head, NO))
                .give(traffic.exchange(SERVER, 1000 + head.length(), "abc", "")
                        .with("flags", traffic.kernel.constant("EXCHANGE_NO_RESPONSE")))
                .give(closed());
        assertThat(requestBytes()).isEqualTo(head.length() + 3);
    }

    @Test
    void a_body_that_is_never_sent_keeps_no_row_back() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, HEAD, NO))
                .pass(2 * SECOND);
        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("POST /up 413", 1L));

        traffic.give(traffic.exchange(SERVER, 1000 + HEAD.length(), get("/next"), ok("x")))
                .pass(2 * SECOND);
        traffic.batch();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("POST /up 413", 1L, "GET /next 200", 1L));
    }

    @Test
    void one_that_stops_in_its_middle_is_waited_for_no_longer_than_a_response_in_parts() {
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, HEAD + "x".repeat(100), NO));
        traffic.pass(17 * SECOND);
        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("POST /up 413", 1L));
    }

    @Test
    void a_connection_of_no_known_protocol_says_so_when_it_ends() {
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, "\1\1\0\1\0\b\0\0\0\1\0\0\0\0\0\0", "\1\6\0\1"));
        traffic.give(closed()).pass(10 * SECOND);
        traffic.batch();
        assertThat(traffic.tally.connections.values())
                .singleElement()
                .asString()
                .endsWith(" unknown protocol");
    }

    private MadeRecord closed() {
        return traffic.record("settle_record", "RECORD_SETTLE", SERVER).with("closed", 1);
    }

    /** Of the one row, once it is there. */
    private long requestBytes() {
        traffic.pass(2 * SECOND);
        Exchanges rows = traffic.batch().getExchanges();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("POST /up 413", 1L));
        return rows.getRequestBytes(0);
    }

    /** What a client still sends behind an answer, until the connection ends. */
    private MadeRecord rest(int bytes) {
        return traffic.exchange(SERVER, 1000 + HEAD.length() + 100, "x".repeat(100), "")
                .with("request_bytes", bytes)
                .with("flags", traffic.kernel.constant("EXCHANGE_NO_RESPONSE"));
    }
}
