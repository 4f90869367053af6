package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.agent.kernel.Form;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Where sockets have numbers of the programs' own, beside the cookies of other records. */
class SocketNamesTest {
    private static final long COOKIE = 77;
    private static final long NUMBER = 1L << 62 | 4711;

    private final MadeTraffic traffic = new MadeTraffic(Form.TC);

    @Test
    void a_connection_told_of_by_its_cookie_is_the_one_whose_exchanges_come_by_a_number() {
        traffic.give(opened(0)).pass(MadeTraffic.SECOND);
        traffic.batch();
        traffic.open(NUMBER, true).give(traffic.exchange(NUMBER, 1000, get("/a"), ok("x")));
        traffic.give(traffic.record("close_record", "RECORD_CLOSE", COOKIE)
                        .at(true, MadeRecord.CLIENT_PORT)
                        .with("time_ns", traffic.now)
                        .with("bytes_sent", 321))
                .pass(MadeTraffic.SECOND);

        Batch batch = traffic.batch();
        assertThat(traffic.tally.connections).hasSize(1);
        assertThat(traffic.tally.calls).containsEntry("GET /a 200", 1L);
        assertThat(batch.getConnectionStats().getBytesSentList()).containsExactly(321L);
    }

    @Test
    void a_connection_of_another_network_namespace_is_none_of_its_business() throws IOException {
        long own = (Long) Files.getAttribute(Path.of("/proc/self/ns/net"), "unix:ino");
        traffic.give(opened(own + 1)).pass(MadeTraffic.SECOND);
        traffic.batch();
        assertThat(traffic.tally.connections).isEmpty();

        traffic.give(opened(own)).pass(MadeTraffic.SECOND);
        traffic.batch();
        assertThat(traffic.tally.connections).hasSize(1);
    }

    @Test
    void addresses_that_are_used_again_make_another_connection() {
        traffic.open(NUMBER, true).give(traffic.exchange(NUMBER, 1000, get("/a"), ok("x")));
        traffic.open(NUMBER + 1, true)
                .give(traffic.exchange(NUMBER + 1, 9000, get("/b"), ok("x")))
                .pass(MadeTraffic.SECOND);

        traffic.batch();
        assertThat(traffic.tally.connections).hasSize(2);
        assertThat(traffic.tally.allCalls()).isEqualTo(2);
    }

    private MadeRecord opened(long netns) {
        return traffic.record("open_record", "RECORD_OPEN", COOKIE)
                .at(true, MadeRecord.CLIENT_PORT)
                .with("tuple.netns", netns)
                .with("time_ns", traffic.now)
                .with("role", traffic.kernel.constant("ROLE_SERVER"));
    }
}
