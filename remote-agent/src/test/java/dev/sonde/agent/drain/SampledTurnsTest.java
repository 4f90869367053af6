package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.Exchanges;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns between which others were sampled away, or lost: what passed of those is none of theirs. */
class SampledTurnsTest {
    private static final String DONE = "\7\0\0\1\0\0\0\2\0\0\0";
    private static final int SKIPPED = 39_000;

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void a_statement_has_its_own_answer_behind_others_that_were_sampled_away() {
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, query("BEGIN"), DONE));
        traffic.responseSequence += SKIPPED;
        traffic.give(traffic.exchange(SERVER, 1000 + query("BEGIN").length() + 500, query("COMMIT"), DONE))
                .pass(2 * SECOND);
        bothAreDone();
    }

    @Test
    void one_that_waited_long_has_its_own_as_well() {
        int sequence = 1000 + query("BEGIN").length() + 500;
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, query("BEGIN"), DONE));
        traffic.responseSequence += SKIPPED;
        traffic.give(traffic.record("waiting_record", "RECORD_WAITING", SERVER, query("COMMIT"))
                        .with("request_start_ns", traffic.now)
                        .with("request_sequence", sequence)
                        .with("response_sequence", traffic.responseSequence)
                        .with("captured", query("COMMIT").length()))
                .give(traffic.exchange(SERVER, sequence, query("COMMIT"), DONE))
                .pass(2 * SECOND);
        bothAreDone();
    }

    @Test
    void so_has_a_request_of_http() {
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, get("/a"), ok("x")));
        traffic.responseSequence += SKIPPED;
        traffic.give(traffic.exchange(SERVER, 1000 + get("/a").length() + 500, get("/b"), ok("xy")))
                .pass(2 * SECOND);

        Exchanges rows = traffic.batch().getExchanges();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /a 200", 1L, "GET /b 200", 1L));
        assertThat(rows.getResponseBytesList()).containsExactly((long) ok("x").length(), (long) ok("xy").length());
    }

    private void bothAreDone() {
        Exchanges rows = traffic.batch().getExchanges();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("BEGIN 0", 1L, "COMMIT 0", 1L));
        assertThat(rows.getResponseBytesList()).containsExactly((long) DONE.length(), (long) DONE.length());
    }

    private static String query(String sql) {
        return (char) (1 + sql.length()) + "\0\0\0\3" + sql;
    }
}
