package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Where a part of a connection was not captured, no request gets the answer of another, and none is counted twice. */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
class HttpLossTest {
    private final Found found = new Found();
    private final ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
    private final long[] at = {1, 1};
    private long now = 1;

    @Test
    void aRequestThatWasNotSeenMayBeWhatAServerGaveUpWaitingFor() {
        Found found = new Found();
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        byte[] late = answer(408).getBytes(StandardCharsets.ISO_8859_1);
        dissector.missed(Direction.REQUEST, 1, 60, 1);
        dissector.data(Direction.RESPONSE, 1, late, 0, late.length, 2);
        assertThat(found.unpaired).containsExactly("HTTP1 response_without_request 1");
    }

    @Test
    void aResponseWhoseRequestIsMissingTakesNoneOfTheNextForItsBody() {
        for (String head : new String[] {"Content-Length: 150\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "\r\n"}) {
            Found found = new Found();
            ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
            byte[] request = "GET /a HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
            byte[] none = ("HTTP/1.1 404 No\r\n" + head).getBytes(StandardCharsets.ISO_8859_1);
            byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
            dissector.data(Direction.REQUEST, 1, request, 0, request.length, 1);
            dissector.data(Direction.RESPONSE, 1, response, 0, response.length, 2);
            dissector.missed(Direction.REQUEST, 1 + request.length, 60, 3);
            dissector.data(Direction.RESPONSE, 1 + response.length, none, 0, none.length, 4);
            for (int i = 0; i < 3; i++) {
                long at = 1 + (i + 1L) * response.length + none.length;
                dissector.data(Direction.REQUEST, 61 + (i + 1L) * request.length, request, 0, request.length, 5 + i);
                dissector.data(Direction.RESPONSE, at, response, 0, response.length, 5 + i);
            }
            assertThat(found.brief()).as(head).hasSize(4).containsOnly("GET /a -> 200");
            assertThat(found.unpaired).as(head).containsExactly("HTTP1 response_without_request 1");
        }
    }

    @Test
    void whereTheResponseBehindOneWithoutABodyBeginsIsFoundHoweverItIsCut() {
        String none = "HTTP/1.1 404 No\r\nContent-Length: 150\r\n\r\n";
        String both = none + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nHTTP" + answer(201);
        for (int piece = 1; piece <= both.length(); piece++) {
            Found found = new Found();
            ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
            for (int from = 0; from < both.length(); from += piece) {
                byte[] bytes = both.substring(from, Math.min(both.length(), from + piece))
                        .getBytes(StandardCharsets.ISO_8859_1);
                dissector.data(Direction.RESPONSE, 1 + from, bytes, 0, bytes.length, 1);
            }
            assertThat(found.unpaired)
                    .as("pieces of %d", piece)
                    .containsExactlyElementsOf(Collections.nCopies(3, "HTTP1 response_without_request 1"));
        }
    }

    @Test
    void requestsThatTheKernelCountedAndDidNotSendAreLostAndTheirAnswersAreNobodysUntilTheConnectionIsSilent() {
        say(Direction.REQUEST, get("/a") + get("/b"));
        say(Direction.RESPONSE, answer(201));
        skip(Direction.REQUEST, 90);
        dissector.requestsLost(2, now);
        say(Direction.REQUEST, get("/c"));
        say(Direction.RESPONSE, answer(202) + answer(203) + answer(204) + answer(205));
        say(Direction.REQUEST, get("/d"));
        say(Direction.RESPONSE, answer(206));
        dissector.settled(now);
        say(Direction.REQUEST, get("/e"));
        say(Direction.RESPONSE, answer(207));
        dissector.close(now);

        assertThat(found.brief())
                .containsExactly("GET /a -> 201", "GET /b -> -1", "GET /c -> -1", "GET /d -> -1", "GET /e -> 207");
        assertThat(found.unpaired).containsExactly("HTTP1 request_not_captured 2");
    }

    @Test
    void whatIsMissingOfAResponseIsNoAnswerToRequestsSentAfterIt() {
        say(Direction.REQUEST, get("/a"));
        say(Direction.RESPONSE, "HTTP/1.1 201 X\r\n");
        skip(Direction.RESPONSE, 230);
        say(Direction.REQUEST, get("/b") + get("/c"));
        say(Direction.RESPONSE, "HTTP/1.1 202 X\r\n");
        say(Direction.RESPONSE, "Content-Length: 0\r\n\r\n" + answer(203));
        dissector.close(now);
        assertThat(found.brief()).containsExactly("GET /a -> 201", "GET /b -> 202", "GET /c -> 203");
    }

    @Test
    void whatIsMissingOfAResponseMayBeTheAnswerToRequestsSentBeforeIt() {
        say(Direction.REQUEST, get("/a"));
        say(Direction.RESPONSE, "HTTP/1.1 201 X\r\n");
        say(Direction.REQUEST, get("/b") + get("/c"));
        skip(Direction.RESPONSE, 230);
        say(Direction.RESPONSE, answer(203));
        dissector.close(now);
        assertThat(found.brief()).containsExactly("GET /a -> 201", "GET /b -> -1", "GET /c -> -1");
    }

    @Test
    void anAnswerRightBehindAHoleInTheRequestsMayBelongToOneThatIsMissing() {
        say(Direction.REQUEST, get("/a"));
        say(Direction.RESPONSE, answer(201));
        skip(Direction.REQUEST, 45);
        say(Direction.REQUEST, get("/c"));
        say(Direction.RESPONSE, answer(202) + answer(203));
        dissector.close(now);

        assertThat(found.brief()).containsExactly("GET /a -> 201", "GET /c -> -1");
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void whereTheAnswerIsMissingTooTheNextExchangeIsWhole() {
        say(Direction.REQUEST, get("/a"));
        say(Direction.RESPONSE, answer(201));
        skip(Direction.REQUEST, 45);
        skip(Direction.RESPONSE, 60);
        say(Direction.REQUEST, get("/c"));
        say(Direction.RESPONSE, answer(203));
        dissector.close(now);

        assertThat(found.brief()).containsExactly("GET /a -> 201", "GET /c -> 203");
    }

    @Test
    void aHoleInTheAnswersToSeveralRequestsLeavesThemWithoutAStatusAndCountsNoneTwice() {
        say(Direction.REQUEST, get("/a") + get("/b") + get("/c"));
        skip(Direction.RESPONSE, 70);
        say(Direction.REQUEST, get("/d"));
        say(Direction.RESPONSE, answer(202) + answer(203) + answer(204));
        say(Direction.REQUEST, get("/e"));
        dissector.settled(now);
        dissector.close(now);

        assertThat(found.brief())
                .containsExactly("GET /a -> -1", "GET /b -> -1", "GET /c -> -1", "GET /d -> -1", "GET /e -> -1");
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void aBodyInChunksThatWasNotCapturedEndsWithItsLastChunk() {
        say(Direction.REQUEST, get("/a"));
        say(Direction.RESPONSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500\r\n");
        skip(Direction.RESPONSE, 9000);
        assertThat(dissector.silence()).isEqualTo(Silence.ENDS_LATE);
        assertThat(found.exchanges).isEmpty();
        dissector.lastChunk(now);

        assertThat(found.brief()).containsExactly("GET /a -> 200");
        assertThat(found.exchanges.getFirst().responseBytes()).isGreaterThan(9000);
    }

    @Test
    void whereRequestsMayBeMissingBetweenOthersThatDoNotWaitNoneGetsTheAnswerOfAnother() {
        say(Direction.REQUEST, get("/a") + get("/b"));
        skip(Direction.REQUEST, get("/c").length());
        say(Direction.REQUEST, get("/d"));
        say(Direction.RESPONSE, answer(201) + answer(202) + answer(203) + answer(204));
        say(Direction.REQUEST, get("/e"));
        say(Direction.RESPONSE, answer(205));
        dissector.settled(now);
        say(Direction.REQUEST, get("/f"));
        say(Direction.RESPONSE, answer(206));

        assertThat(found.brief())
                .containsExactly("GET /a -> -1", "GET /b -> -1", "GET /d -> -1", "GET /e -> -1", "GET /f -> 206");
    }

    @Test
    void whereOnlyTheEndOfABodyInChunksIsMissingTheNextAnswerIsThatOfTheNextRequest() {
        say(Direction.REQUEST, get("/a") + get("/b") + get("/c"));
        say(Direction.RESPONSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n0123");
        skip(Direction.RESPONSE, 5000 - 4 + "\r\n0\r\nX-Sum: 1\r\n\r\n".length());
        say(Direction.RESPONSE, answer(202));
        say(Direction.RESPONSE, answer(203));

        assertThat(found.brief()).containsExactly("GET /a -> 200", "GET /b -> 202", "GET /c -> 203");
    }

    @Test
    void whereAnAnswerMayBeMissingBehindABodyInChunksTheOnesBehindItAreNobodys() {
        say(Direction.REQUEST, get("/a") + get("/b") + get("/c"));
        say(Direction.RESPONSE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1388\r\n0123");
        skip(
                Direction.RESPONSE,
                5000 - 4 + "\r\n0\r\n\r\n".length() + answer(202).length());
        say(Direction.RESPONSE, answer(203));
        dissector.close(now);

        assertThat(found.brief()).containsExactly("GET /a -> 200", "GET /b -> -1", "GET /c -> -1");
    }

    @Test
    void anInterimResponseOfWhichOnlyTheBeginningWasCapturedCountsToItsRequest() {
        say(Direction.REQUEST, "PUT /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
        say(Direction.RESPONSE, "HTTP/1.1 100 Continue\r\n");
        skip(Direction.RESPONSE, 34);
        say(Direction.REQUEST, "body");
        say(Direction.RESPONSE, answer(201));

        assertThat(found.brief()).containsExactly("PUT /a -> 201");
        assertThat(found.exchanges.getFirst().responseBytes())
                .isEqualTo(23 + 34 + answer(201).length());
    }

    @Test
    void aStreamOfEventsIsNotOverBecauseNothingComes() {
        say(Direction.REQUEST, get("/a"));
        say(
                Direction.RESPONSE,
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n");
        skip(Direction.RESPONSE, 80);

        assertThat(dissector.silence()).isEqualTo(Silence.SAYS_NOTHING);
    }

    private void say(Direction direction, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int way = direction == Direction.REQUEST ? 0 : 1;
        dissector.data(direction, at[way], bytes, 0, bytes.length, now++);
        at[way] += bytes.length;
    }

    /** So many bytes pass and are not seen, which nobody says. */
    private void skip(Direction direction, int bytes) {
        at[direction == Direction.REQUEST ? 0 : 1] += bytes;
        if (direction == Direction.RESPONSE) {
            dissector.missed(direction, at[1] - bytes, bytes, now++);
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: somewhere.example\r\n\r\n";
    }

    private static String answer(int status) {
        return "HTTP/1.1 " + status + " Yes\r\nContent-Length: 0\r\n\r\n";
    }
}
