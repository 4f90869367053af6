package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.CLIENT;
import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the kernel programs counted and did not send, and what is counted without rows. */
class CountedTurnsTest {
    private static final String CLIENT_HELLO = "\26\3\1\0\6\1\0\0\2\3\3";
    private static final String SERVER_HELLO = "\26\3\3\0\6\2\0\0\2\3\3";

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void requests_that_the_kernel_could_not_send_are_lost_and_their_answers_are_nobody_s() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .give(traffic.settled(SERVER, 0, 0, 0).with("unread", 3))
                .give(traffic.settled(SERVER, 0, 0, 0).with("unread", 3))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 1L));
        assertThat(traffic.tally.losses).containsExactly(Map.entry("unpaired (request_not_captured)", 3L));
    }

    @Test
    void exchanges_that_the_kernel_counted_and_did_not_send_are_calls_without_a_name() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")).with("skipped", 7))
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 12))
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 11))
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 12))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.rows).isEqualTo(1);
        assertThat(traffic.tally.aggregated).isEqualTo(12);
        assertThat(traffic.tally.losses.values()).containsExactly(12L);
    }

    @Test
    void turns_of_a_connection_that_cannot_be_read_are_no_calls() {
        traffic.open(SERVER, true)
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 3))
                .give(traffic.exchange(SERVER, 1000, CLIENT_HELLO, SERVER_HELLO).with("skipped", 7))
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 12))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isZero();
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void turns_of_which_nothing_was_told_go_by_what_their_server_is_and_are_calls_where_that_is_not_known() {
        traffic.open(SERVER, true)
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 5))
                .pass(SECOND)
                .give(traffic.exchange(SERVER, 1000, CLIENT_HELLO, SERVER_HELLO).with("skipped", 5))
                .give(another(21))
                .give(traffic.settled(21, 0, 0, 0).with("skipped", 9).with("closed", 1))
                .pass(2 * SECOND);

        traffic.batch();
        assertThat(traffic.tally.aggregated).isEqualTo(5);
    }

    @Test
    void the_little_that_was_sent_of_a_connection_counts_for_less_than_what_others_of_its_server_told() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")))
                .pass(SECOND)
                .give(another(21))
                .give(traffic.exchange(21, 1000, "\24\0\0\3abcdefghijklmnopqrst", "\7\0\0\4\0\0\0\2\0\0\0")
                        .with("skipped", 5))
                .give(traffic.settled(21, 0, 0, 0).with("skipped", 9).with("closed", 1))
                .pass(20 * SECOND)
                .give(another(22))
                .give(traffic.settled(22, 0, 0, 0).with("skipped", 3).with("closed", 1))
                .pass(20 * SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isEqualTo(1 + 9 + 3);
    }

    @Test
    void a_connection_of_no_known_protocol_tells_at_its_end_what_its_server_is() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(SERVER, 1000, "*1 PING", "+PONG"))
                .give(traffic.settled(SERVER, 0, 0, 0).with("closed", 1))
                .pass(20 * SECOND)
                .give(another(21))
                .give(traffic.settled(21, 0, 0, 0).with("skipped", 9).with("closed", 1))
                .pass(20 * SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isZero();
    }

    private MadeRecord another(int cookie) {
        return traffic.record("socket_record", "RECORD_SOCKET", cookie)
                .at(true, MadeRecord.CLIENT_PORT + cookie)
                .with("time_ns", traffic.now)
                .with("role", traffic.kernel.constant("ROLE_SERVER"));
    }

    @Test
    void a_client_s_end_does_not_count_what_its_server_counts() {
        traffic.openBoth()
                .give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")).with("skipped", 7))
                .give(traffic.sight(1000, ok("x").length()).with("skipped", 7))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isEqualTo(8);
    }

    @Test
    void a_client_s_end_does_not_count_what_the_kernel_counts_at_its_server_s_that_nobody_was_told_of() {
        traffic.open(CLIENT, false)
                .give(traffic.settled(CLIENT, 0, 0, 0).with("skipped", 4).with("peer", 1))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isZero();
    }

    @Test
    void what_a_client_s_end_counted_before_its_server_s_was_told_of_counts_once() {
        traffic.open(CLIENT, false)
                .give(traffic.settled(CLIENT, 0, 0, 0).with("skipped", 4))
                .pass(SECOND)
                .open(SERVER, true)
                .give(traffic.exchange(SERVER, 2000, get("/a"), ok("x")).with("skipped", 7))
                .give(traffic.sight(2000, ok("x").length()).with("skipped", 8))
                .give(traffic.settled(SERVER, 0, 0, 0).with("skipped", 9))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isEqualTo(1 + 9);
    }

    @Test
    void when_rows_are_given_up_the_counts_stay() {
        traffic.openBoth();
        traffic.pipeline.exchanges().countOnly(true);
        for (int i = 0; i < 20; i++) {
            traffic.give(traffic.exchange(SERVER, 1000 + i * get("/a").length(), get("/a"), ok("x")))
                    .give(traffic.sight(1000 + i * get("/a").length(), ok("x").length()));
        }
        traffic.pass(SECOND).batch();

        assertThat(traffic.tally.rows).isZero();
        assertThat(traffic.tally.calls).containsExactly(Map.entry("GET /a 200", 20L));
    }
}
