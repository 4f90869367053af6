package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.CLIENT;
import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.agent.batch.Frame;
import dev.sonde.agent.client.Tally;
import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Exchanges;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From records of the kernel programs to batches. */
class PipelineTest {
    private static final int BOTH = ExchangeFlag.AT_CLIENT_VALUE | ExchangeFlag.AT_SERVER_VALUE;

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void an_exchange_seen_at_both_ends_is_one_row_with_two_durations() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .give(traffic.sight(1000, ok("x").length()))
                .pass(SECOND / 10);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(rows.getConnectionCount()).isEqualTo(1);
        assertThat(rows.getFlags(0) & BOTH).isEqualTo(BOTH);
        assertThat(rows.getServerDurationPlus1(0) - 1).isEqualTo(1_000_000);
        assertThat(rows.getClientDurationPlus1(0) - 1).isEqualTo(1_200_000);
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
    }

    @Test
    void the_order_in_which_the_ends_are_heard_does_not_matter() {
        traffic.openBoth()
                .give(traffic.sight(1000, ok("x").length()))
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .pass(SECOND / 10);

        traffic.batch();
        assertThat(traffic.tally.joined).isEqualTo(1);
        assertThat(traffic.tally.rows).isEqualTo(1);
    }

    @Test
    void a_row_does_not_wait_for_ever_and_a_late_sight_adds_no_call() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .pass(SECOND);
        traffic.batch();
        assertThat(traffic.tally.single).isEqualTo(1);

        traffic.give(traffic.sight(1000, ok("x").length())).pass(SECOND);
        traffic.batch();
        assertThat(traffic.tally.allCalls()).isEqualTo(1);
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void a_clients_end_alone_is_enough_for_a_row() {
        traffic.open(CLIENT, false)
                .give(traffic.exchange(CLIENT, 1000, get("/a"), ok("x")))
                .pass(SECOND / 10);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(rows.getFlags(0) & BOTH).isEqualTo(ExchangeFlag.AT_CLIENT_VALUE);
        assertThat(rows.getClientDurationPlus1(0) - 1).isEqualTo(1_000_000);
        assertThat(rows.getServerDurationPlus1(0)).isZero();
    }

    @Test
    void a_response_ends_with_its_last_byte_and_not_with_the_first_that_was_captured() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n";
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/big"), head))
                .give(traffic.sight(1000, head.length()))
                .give(traffic.settled(SERVER, 1000, head.length() + 50_000, traffic.now + 7_000_000))
                .give(traffic.settled(CLIENT, 1000, head.length() + 50_000, traffic.now + 9_000_000))
                .pass(SECOND / 10);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(rows.getConnectionCount()).isEqualTo(1);
        assertThat(rows.getServerDurationPlus1(0) - 1).isEqualTo(8_000_000);
        assertThat(rows.getClientDurationPlus1(0) - 1).isEqualTo(10_100_000);
        assertThat(rows.getResponseBytes(0)).isGreaterThanOrEqualTo(50_000);
    }

    @Test
    void a_body_that_waited_to_be_asked_for_is_within_the_duration_at_both_ends() {
        String head = "POST /up HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
        String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, head, goOn))
                .give(traffic.sight(1000, goOn.length()).with("request_bytes", head.length()));
        traffic.now += 50_000_000;
        int body = 1000 + head.length();
        traffic.give(traffic.exchange(SERVER, body, "abc", ok("x")))
                .give(traffic.sight(body, ok("x").length()).with("request_bytes", 3))
                .pass(SECOND / 10);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(rows.getConnectionCount()).isEqualTo(1);
        assertThat(rows.getServerDurationPlus1(0) - 1).isEqualTo(51_000_000);
        assertThat(rows.getClientDurationPlus1(0) - 1).isEqualTo(51_200_000);
    }

    @Test
    void the_next_exchange_settles_the_one_before() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 700\r\n\r\n";
        long last = traffic.now + 3_000_000;
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, get("/one"), head));
        traffic.responseSequence += 700;
        traffic.now += 20_000_000;
        traffic.give(traffic.exchange(SERVER, 1000 + get("/one").length(), get("/two"), ok("x"))
                        .with("settle.last_ns", last)
                        .with("settle.request_sequence", 1000)
                        .with("settle.response_bytes", head.length() + 700))
                .pass(2 * SECOND);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /one 200", 1L, "GET /two 200", 1L));
        assertThat(rows.getServerDurationPlus1(0) - 1).isEqualTo(4_000_000);
    }

    @Test
    void sequence_numbers_turn_over_within_a_connection() {
        traffic.openBoth();
        int sequence = -150;
        traffic.responseSequence = -200;
        for (int i = 0; i < 10; i++) {
            traffic.give(traffic.exchange(SERVER, sequence, get("/a"), ok("x")))
                    .give(traffic.sight(sequence, ok("x").length()));
            sequence += get("/a").length();
            traffic.now += 1_000_000;
        }
        traffic.pass(SECOND).batch();

        assertThat(traffic.tally.joined).isEqualTo(10);
        assertThat(traffic.tally.allCalls()).isEqualTo(10);
    }

    @Test
    void pieces_of_a_long_request_come_before_its_record() {
        String start = "POST /up HTTP/1.1\r\nHost: a\r\nX: ";
        String rest = "y\r\nContent-Length: 3\r\n\r\nabc";
        traffic.open(SERVER, true)
                .give(traffic.record("chunk_record", "RECORD_CHUNK", SERVER, rest)
                        .with("time_ns", traffic.now)
                        .with("sequence", 1000 + start.length())
                        .with("segment_bytes", rest.length())
                        .with("captured", rest.length())
                        .with("direction", traffic.kernel.constant("FLOW_REQUEST")))
                .give(traffic.exchange(SERVER, 1000, start, ok("x"))
                        .with("request_bytes", start.length() + rest.length()))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("POST /up 200", 1L));
    }

    @Test
    void a_response_without_its_request_is_counted_and_never_paired() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, "", ok("x"))
                        .with("flags", traffic.kernel.constant("EXCHANGE_NO_REQUEST")))
                .give(traffic.exchange(SERVER, 1001, get("/a"), ok("y")))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
        assertThat(traffic.tally.losses.keySet()).singleElement().asString().startsWith("unpaired");
        assertThat(traffic.tally.losses.values()).containsExactly(1L);
    }

    @Test
    void a_response_whose_request_came_before_the_agent_has_a_cause_of_its_own() {
        traffic.give(socketFromBefore())
                .give(traffic.exchange(SERVER, 1000, "", ok("x"))
                        .with("flags", traffic.kernel.constant("EXCHANGE_NO_REQUEST")))
                .give(traffic.exchange(SERVER, 1001, get("/a"), ok("y")))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
        assertThat(traffic.tally.losses)
                .containsExactly(Map.entry("before_attach (asked for before the agent was there)", 1L));
    }

    @Test
    void the_response_to_a_request_in_the_middle_of_which_the_agent_came_was_asked_for_before() {
        traffic.give(socketFromBefore())
                .give(traffic.exchange(SERVER, 1000, "the end of a body that was sent up", ok("x")))
                .give(traffic.exchange(SERVER, 1034, get("/a"), ok("y")))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
        assertThat(traffic.tally.losses)
                .containsExactly(Map.entry("before_attach (asked for before the agent was there)", 1L));
    }

    @Test
    void what_a_server_says_to_a_client_that_asked_nothing_is_no_answer() {
        int alone = traffic.kernel.constant("EXCHANGE_NO_REQUEST");
        String refused = "HTTP/1.0 400 Bad request\r\nContent-Length: 0\r\n\r\n";
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, "", refused).with("flags", alone))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).isEmpty();
        assertThat(traffic.tally.losses).isEmpty();

        traffic.give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .give(traffic.exchange(SERVER, 1000 + get("/a").length(), "", refused)
                        .with("flags", alone))
                .pass(SECOND);
        traffic.batch();
        assertThat(traffic.tally.losses).containsExactly(Map.entry("unpaired (response_without_request)", 1L));
    }

    @Test
    void what_a_reset_makes_two_records_of_is_one_call() {
        MadeRecord without = traffic.exchange(SERVER, 1000, get("/a"), "")
                .with("flags", traffic.kernel.constant("EXCHANGE_NO_RESPONSE"));
        for (boolean first : new boolean[] {true, false}) {
            MadeTraffic reset = new MadeTraffic().open(SERVER, true);
            if (first) {
                reset.give(without);
            }
            reset.give(reset.exchange(SERVER, 1000, get("/a"), ok("x")));
            if (!first) {
                reset.give(without);
            }
            reset.give(reset.settled(SERVER, 0, 0, 0).with("closed", 1)).pass(2 * SECOND);

            reset.batch();
            assertThat(reset.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
            assertThat(reset.tally.losses).isEmpty();
        }
    }

    @Test
    void a_request_that_is_never_answered_is_one_exchange_without_a_response() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, get("/a"), "")
                        .with("flags", traffic.kernel.constant("EXCHANGE_NO_RESPONSE")))
                .give(traffic.settled(SERVER, 0, 0, 0).with("closed", 1))
                .pass(2 * SECOND);

        traffic.batch();
        long lost = traffic.tally.losses.values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(traffic.tally.allCalls() + lost).isEqualTo(1);
    }

    @Test
    void records_of_a_socket_that_was_never_told_of_are_counted_as_lost() {
        traffic.give(traffic.exchange(77, 1000, get("/a"), ok("x")));

        traffic.batch();
        assertThat(traffic.tally.losses).containsExactly(Map.entry("unknown_socket", 1L));
    }

    @Test
    void overlapping_requests_make_the_kernel_send_every_segment() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, get("/1") + get("/2") + get("/3"), ok("x")))
                .pass(SECOND / 10);

        assertThat(traffic.kernel.streams).containsOnlyKeys(SERVER);
        assertThat(traffic.kernel.fields.get("generation")).isNotZero();
        traffic.give(traffic.settled(SERVER, 0, 0, 0).with("closed", 1)).pass(2 * SECOND);
        assertThat(traffic.kernel.streams).isEmpty();
    }

    @Test
    void a_new_client_is_told_everything_again() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .pass(SECOND);
        traffic.batch();
        assertThat(traffic.batch().getConnections().getIdCount()).isZero();

        traffic.pipeline.greet(new Workspace(DissectorOptions.DEFAULT));
        traffic.give(traffic.exchange(SERVER, 1100, get("/a"), ok("x"))).pass(SECOND);
        traffic.tally.batches = 0;
        Batch again = traffic.batch();
        assertThat(again.getSequence()).isEqualTo(1);
        assertThat(again.getConnections().getIdCount()).isEqualTo(1);
        assertThat(again.getStrings().getValuesList()).contains("GET /a");
    }

    @Test
    void a_new_client_is_told_of_connections_that_went_before_it_came() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .pass(SECOND);
        traffic.batch();

        traffic.pipeline.unheard();
        traffic.give(traffic.exchange(SERVER, 1100, get("/a"), ok("x")))
                .give(traffic.settled(SERVER, 0, 0, 0).with("closed", 1))
                .give(traffic.settled(CLIENT, 0, 0, 0).with("closed", 1))
                .pass(2 * SECOND);
        traffic.pipeline.greet(new Workspace(DissectorOptions.DEFAULT));
        traffic.tally.batches = 0;
        Batch told = traffic.batch();
        assertThat(told.getExchanges().getConnectionCount()).isEqualTo(1);
        assertThat(told.getConnections().getIdList())
                .containsExactly(told.getExchanges().getConnection(0));
    }

    @Test
    void garbage_in_the_place_of_payload_never_breaks_the_pipeline() {
        Random random = new Random(7);
        traffic.openBoth();
        for (int i = 0; i < 3000; i++) {
            char[] text = new char[random.nextInt(300)];
            for (int at = 0; at < text.length; at++) {
                text[at] = (char) random.nextInt(256);
            }
            traffic.give(traffic.exchange(SERVER, random.nextInt(), new String(text), new String(text))
                    .with("flags", random.nextInt(32))
                    .with("request_bytes", text.length + random.nextInt(100)));
            traffic.now += 100_000;
        }
        traffic.give(traffic.record("settle_record", "RECORD_SETTLE", SERVER).with("head.kind", 99))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.losses)
                .hasEntrySatisfying(
                        "unknown_record (the kernel programs are of another version)",
                        count -> assertThat(count).isEqualTo(1));
    }

    @Test
    void what_a_client_does_not_take_in_time_is_counted() {
        MadeLoad load = new MadeLoad(8);
        int sent = 100 * 500;
        for (int i = 0; i < 100; i++) {
            load.drain(500);
        }
        Tally tally = new Tally(0);
        tally.add(load.traffic().batch());

        assertThat(tally.losses).containsOnlyKeys("stream_backlog");
        assertThat(tally.allCalls() + tally.losses.getOrDefault("stream_backlog", 0L))
                .isEqualTo(sent);
        assertThat(tally.bytes).isLessThan(2 << 20);
    }

    /** A server's socket that was open when the agent came. */
    private MadeRecord socketFromBefore() {
        return traffic.record("socket_record", "RECORD_SOCKET", SERVER)
                .at(true, MadeRecord.CLIENT_PORT)
                .with("time_ns", traffic.now)
                .with("opened_before", 1)
                .with("role", traffic.kernel.constant("ROLE_SERVER"));
    }

    @Test
    void an_exchange_leaves_no_garbage() {
        MadeLoad load = new MadeLoad(8);
        Frame frame = new Frame();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20; i++) {
            load.drain(500);
            load.seal(frame);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            load.drain(500);
            load.seal(frame);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000 * 4);
    }
}
