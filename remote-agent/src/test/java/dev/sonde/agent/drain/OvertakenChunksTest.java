package dev.sonde.agent.drain;

import static dev.sonde.agent.drain.MadeTraffic.SECOND;
import static dev.sonde.agent.drain.MadeTraffic.SERVER;
import static dev.sonde.agent.drain.MadeTraffic.get;
import static dev.sonde.agent.drain.MadeTraffic.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection that comes in chunks, which come in any order. */
class OvertakenChunksTest {
    private static final long MILLISECOND = SECOND / 1000;

    private final MadeTraffic traffic = new MadeTraffic();

    @Test
    void segments_that_overtake_one_another_are_read_in_their_order() {
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000, get("/a"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + 2 * get("/a").length(), get("/c"), 1))
                .give(chunk("FLOW_REQUEST", 1000 + 3 * get("/a").length(), get("/d"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + get("/a").length(), get("/b"), 0));
        allFourAreAnswered();
    }

    @Test
    void chunks_of_two_segments_that_two_cpus_send_at_once_are_read_in_their_order() {
        String two = get("/b") + get("/c");
        int half = get("/b").length() - 3;
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000, get("/a"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + get("/a").length(), two.substring(0, half), 0)
                        .with("segment_bytes", two.length())
                        .with("last", 0))
                .give(chunk("FLOW_REQUEST", 1000 + get("/a").length() + two.length(), get("/d"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + get("/a").length() + half, two.substring(half), 0));
        allFourAreAnswered();
    }

    @Test
    void what_had_no_room_in_the_ring_is_not_waited_for() {
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000, get("/a"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + 2 * get("/a").length(), get("/c"), 0)
                        .with("lost", 1))
                .give(chunk("FLOW_RESPONSE", 9000, ok("x") + ok("x") + ok("x"), 0))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsEntry("GET /a 200", 1L);
        assertThat(traffic.tally.allCalls()).isEqualTo(2);
    }

    @Test
    void a_segment_that_never_comes_is_waited_for_no_longer_than_a_connection_is_silent() {
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000, get("/a"), 0))
                .give(chunk("FLOW_RESPONSE", 9000, ok("x"), 0))
                .give(chunk("FLOW_REQUEST", 1000 + 2 * get("/a").length(), get("/c"), 1))
                .pass(3 * SECOND)
                .give(chunk("FLOW_RESPONSE", 9000 + ok("x").length(), ok("x") + ok("x"), 0))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).containsEntry("GET /a 200", 1L);
        assertThat(traffic.tally.allCalls()).isEqualTo(2);
    }

    @Test
    void the_answer_to_a_request_that_is_waited_for_waits_with_it() {
        int second = 1000 + get("/a").length();
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000, get("/a"), 0))
                .give(after(2, chunk("FLOW_REQUEST", second + get("/b").length(), get("/c"), 0)))
                .give(after(3, chunk("FLOW_RESPONSE", 9000, answer(200), 0)))
                .give(after(4, chunk("FLOW_RESPONSE", 9000 + answer(200).length(), answer(404) + answer(503), 0)))
                .give(after(1, chunk("FLOW_REQUEST", second, get("/b"), 0)))
                .pass(SECOND);

        traffic.batch();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("GET /a 200", 1L, "GET /b 404", 1L, "GET /c 503", 1L));
        assertThat(traffic.tally.losses).isEmpty();
    }

    @Test
    void what_passed_of_a_request_before_its_connection_came_in_chunks_is_not_waited_for() {
        String start = "POST /up HTTP/1.1\r\nContent-Length: 5000\r\n\r\n";
        int whole = start.length() + 5000;
        traffic.open(SERVER, true)
                .give(chunk("FLOW_REQUEST", 1000 + start.length(), "x".repeat(100), 0)
                        .with("streamed", 0))
                .give(chunk("FLOW_REQUEST", 1000, start, 0).with("segment_bytes", whole))
                .give(after(1, chunk("FLOW_REQUEST", 1000 + whole, get("/next"), 0)))
                .give(after(2, chunk("FLOW_RESPONSE", 9000, answer(201), 0)))
                .give(after(3, chunk("FLOW_RESPONSE", 9000 + answer(201).length(), answer(404), 0)))
                .pass(SECOND / 10);

        traffic.batch();
        assertThat(traffic.tally.calls).isEqualTo(Map.of("POST /up 201", 1L, "GET /next 404", 1L));
        assertThat(traffic.tally.losses).isEmpty();
    }

    /** Else a busy connection with a hole would not be read until it is silent. */
    @Test
    void what_goes_on_behind_a_hole_does_not_make_it_be_waited_for_longer() {
        int at = 1000 + 2 * get("/a").length();
        traffic.open(SERVER, true).give(chunk("FLOW_REQUEST", 1000, get("/a"), 0));
        for (int i = 0; i < 10; i++) {
            traffic.give(after(20 * i, chunk("FLOW_REQUEST", at + i * get("/c").length(), get("/c"), 0)));
        }
        traffic.give(after(181, chunk("FLOW_RESPONSE", 9000, ok("x").repeat(12), 0)));

        traffic.batch();
        assertThat(traffic.tally.allCalls()).isGreaterThan(8);
    }

    private void allFourAreAnswered() {
        traffic.give(chunk("FLOW_RESPONSE", 9000, ok("x").repeat(4), 0)).pass(SECOND);
        traffic.batch();
        assertThat(traffic.tally.calls)
                .isEqualTo(Map.of("GET /a 200", 1L, "GET /b 200", 1L, "GET /c 200", 1L, "GET /d 200", 1L));
    }

    private static String answer(int status) {
        return "HTTP/1.1 " + status + " Said\r\nContent-Length: 1\r\n\r\nx";
    }

    private MadeRecord chunk(String direction, int sequence, String payload, int overtook) {
        return traffic.record("chunk_record", "RECORD_CHUNK", SERVER, payload)
                .with("time_ns", traffic.now)
                .with("sequence", sequence)
                .with("segment_bytes", payload.length())
                .with("captured", payload.length())
                .with("direction", traffic.kernel.constant(direction))
                .with("streamed", 1)
                .with("last", 1)
                .with("overtook", overtook);
    }

    /** The same, that passed so much later. */
    private MadeRecord after(int millis, MadeRecord chunk) {
        return chunk.with("time_ns", traffic.now + millis * MILLISECOND);
    }
}
