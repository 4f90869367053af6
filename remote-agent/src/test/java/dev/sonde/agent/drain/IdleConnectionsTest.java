package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of connections that say nothing for a while little is kept, and nothing of what they say afterwards is missed. */
class IdleConnectionsTest {
    private static final int MANY = 15_000;
    private static final long FIRST = 1000;

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void thousands_of_idle_connections_with_both_ends_are_exact_when_they_speak_again() {
        for (int i = 0; i < MANY; i++) {
            end(2 * i, true, 20_000 + i);
            end(2 * i + 1, false, 20_000 + i);
        }
        askAll(0);
        traffic.pass(10 * SECOND);
        askAll(1);

        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /a 200", 2L * MANY));
        assertThat(traffic.tally.joined).isEqualTo(2L * MANY);
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void what_was_said_of_a_connection_that_cant_be_read_still_holds() {
        String hello = "\26\3\1\0\5\1" + "h".repeat(40);
        traffic.open(SERVER, true).give(traffic.exchange(SERVER, 1000, hello, "\26\3\3\0\5\2hello"));
        traffic.pass(10 * SECOND);
        traffic.give(traffic.exchange(SERVER, 1000 + hello.length(), get("/inner"), ok("x")))
                .pass(2 * SECOND);
        traffic.batch();

        assertThat(traffic.tally.calls).isEmpty();
        assertThat(traffic.tally.connections.values())
                .singleElement()
                .asString()
                .endsWith(" tls");
    }

    @Test
    void a_request_that_is_answered_late_keeps_its_connection_awake() {
        traffic.open(SERVER, true)
                .give(traffic.exchange(
                        SERVER, 1000, "BREW /pot HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"))
                .pass(20 * SECOND);
        traffic.give(traffic.settled(SERVER, 1000, 38 + 9, traffic.now)).pass(2 * SECOND);
        traffic.batch();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("BREW /pot 200", 1L));
    }

    private void end(int number, boolean server, int clientPort) {
        traffic.give(traffic.record("socket_record", "RECORD_SOCKET", FIRST + number)
                .at(server, clientPort)
                .with("time_ns", traffic.now)
                .with("role", traffic.kernel.constant(server ? "ROLE_SERVER" : "ROLE_CLIENT")));
    }

    /** Each asks once more. */
    private void askAll(int before) {
        int request = 1000 + before * get("/a").length();
        int response = 9000 + before * ok("x").length();
        for (int i = 0; i < MANY; i++) {
            traffic.give(traffic.exchange(FIRST + 2L * i, request, get("/a"), ok("x"))
                            .with("response_sequence", response))
                    .give(traffic.sight(request, ok("x").length()).with("head.cookie", FIRST + 2L * i + 1));
            if (i % 1000 == 999) {
                traffic.pass(SECOND / 10).batch();
            }
        }
    }
}
