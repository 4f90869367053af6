package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What RFC 9112 permits, tolerates or forbids, and programs send all the same; however its bytes are cut. */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
class HttpOddTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String INNER = "GET /inner HTTP/1.1\r\n\r\nHTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";

    @Test
    void takesLinesThatEndWithoutCarriageReturn() {
        check(
                List.of(
                        "GET /a HTTP/1.1\nHost: a\n\n",
                        "HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
                        "GET /b HTTP/1.1\n\n",
                        OK),
                "GET /a -> 200",
                "GET /b -> 200");
    }

    @Test
    void takesTargetsOfAnySchemeAsProxiesGetThem() {
        check(
                List.of(
                        "GET ftp://files.example/pub/a?x=1 HTTP/1.1\r\n\r\n",
                        OK,
                        "GET https://h HTTP/1.1\r\n\r\n",
                        OK,
                        "PURGE cache+http.v2://h/b HTTP/1.1\r\n\r\n",
                        OK),
                "GET /pub/a -> 200",
                "GET / -> 200",
                "PURGE /b -> 200");
    }

    @Test
    void aServerThatGivesUpWaitingAnswersNothingUnlessARequestHadBegun() {
        String late = "HTTP/1.1 408 Request Time-out\r\nContent-Length: 3\r\nConnection: close\r\n\r\nlow";
        check(List.of("", late));
        check(List.of("GET /a HTTP/1.1\r\n\r\n", OK, "", late), "GET /a -> 200");
        check(List.of("GET /a HTTP/1.1\r\n\r\n", OK, "GET /b HT", late), "GET /a -> 200", "(malformed) -> 408");
        check(List.of("GET /b HTTP/1.1\r\nHost: a", late), "GET /b -> 408");
    }

    @Test
    void aServerThatAnsweredEarlyAndComplainsOfTheBodyThatNeverCameAnswersNothingMore() {
        String refused = "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 2\r\n\r\nno";
        String bad = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
        String asks = "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n";
        check(List.of(asks, refused, "", bad), "POST /a -> 417");
        check(List.of(asks, refused, "abc", bad), "POST /a -> 417");
        check(List.of(asks, refused, "GET /b HTTP/1.1\r\n\r\n", bad), "POST /a -> 417", "GET /b -> 400");
    }

    @Test
    void passesOverEmptyLinesBeforeTheFirstRequest() {
        check(
                List.of("\r\nGET /a HTTP/1.1\r\n\r\n", OK, "\r\n\r\nGET /b HTTP/1.1\r\n\r\n", OK),
                "GET /a -> 200",
                "GET /b -> 200");
    }

    @Test
    void passesOverABodyBehindAnAnswerThatHasNone() {
        check(
                List.of(
                        "HEAD /a HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nNo entity",
                        "GET /b HTTP/1.1\r\n\r\n",
                        OK,
                        "GET /c HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 304 Same\r\n\r\n<p>\nSame\n",
                        "GET /d HTTP/1.1\r\n\r\n",
                        OK),
                "HEAD /a -> 500",
                "GET /b -> 200",
                "GET /c -> 304",
                "GET /d -> 200");
    }

    @Test
    void givesNoResponseToARequestWhenBytesOfBothDirectionsAreMissingBetween() {
        Found found = new Found();
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        byte[] request = "GET /a HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] response = OK.getBytes(StandardCharsets.ISO_8859_1);
        dissector.data(Direction.REQUEST, 1, request, 0, request.length, 1);
        dissector.missed(Direction.RESPONSE, 1, 120, 2);
        dissector.missed(Direction.REQUEST, 1 + request.length, 90, 3);
        dissector.data(Direction.RESPONSE, 121, response, 0, response.length, 4);
        dissector.close(5);
        assertThat(found.brief()).containsExactly("GET /a -> -1");
        assertThat(found.unpaired).hasSize(1);
    }

    @Test
    void takesHeadersInAnyCaseAndSpacing() {
        check(
                List.of(
                        "POST /a HTTP/1.1\r\ncontent-LENGTH:3\r\n\r\nabc",
                        "HTTP/1.1 200 OK\r\nCONTENT-LENGTH: \t 3  \r\n\r\nabc",
                        "POST /b HTTP/1.1\r\nTRANSFER-encoding:Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding:\tgzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                        "GET /c HTTP/1.1\r\nX-Empty:\r\nX-Folded: a\r\n b: c\r\n\tContent-Length: 99\r\n\r\n",
                        OK),
                "POST /a -> 200",
                "POST /b -> 200",
                "GET /c -> 200");
    }

    @Test
    void readsAFoldedCodingAndALengthWithBlanksBeforeItsColon() {
        check(
                List.of(
                        "POST /a HTTP/1.1\r\nTransfer-Encoding:\r\n chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length : 3\r\n\r\nabc",
                        "GET /b HTTP/1.1\r\n\r\n",
                        OK),
                "POST /a -> 200",
                "GET /b -> 200");
    }

    @Test
    void takesStatusLinesWithoutReasonAndStatusesOfNoStandard() {
        check(
                List.of(
                        "GET /a HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
                        "GET /b HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n",
                        "GET /c HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n\r\n"),
                "GET /a -> 200",
                "GET /b -> 299",
                "GET /c -> 999");
    }

    @Test
    void prefersChunksToALengthAndTakesALengthThatIsRepeated() {
        check(
                List.of(
                        "POST /a HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "4;ext=\"HTTP/1.1 200 OK\"\r\nGET \r\n0a \r\n0123456789\r\n0;last\r\nT: 1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc",
                        "GET /b HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc"),
                "POST /a -> 200",
                "GET /b -> 200");
    }

    @Test
    void isNotMisledByBodiesThatLookLikeMessages() {
        String length = "Content-Length: " + INNER.length() + "\r\n\r\n" + INNER;
        String chunk = "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(INNER.length()) + "\r\n" + INNER
                + "\r\n0\r\n\r\n";
        check(
                List.of(
                        "POST /a HTTP/1.1\r\n" + length,
                        "HTTP/1.1 200 OK\r\n" + length,
                        "POST /b HTTP/1.1\r\n" + chunk,
                        "HTTP/1.1 200 OK\r\n" + chunk,
                        "GET /c HTTP/1.0\r\n\r\n",
                        "HTTP/1.0 200 OK\r\n\r\n" + INNER + INNER),
                "POST /a -> 200",
                "POST /b -> 200",
                "GET /c -> 200");
    }

    @Test
    void pairsAPipelineOfHeadsAndEmptyResponses() {
        check(
                List.of(
                        "HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\nIf-None-Match: x\r\n\r\nDELETE /c HTTP/1.1\r\n\r\n"
                                + "HEAD /d HTTP/1.1\r\n\r\nGET /e HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "HTTP/1.1 304 Not Modified\r\nContent-Length: 700\r\n\r\n"
                                + "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "HTTP/1.1 404 No\r\nContent-Length: 12\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/"),
                "HEAD /a -> 200",
                "GET /b -> 304",
                "DELETE /c -> 204",
                "HEAD /d -> 404",
                "GET /e -> 200");
    }

    @Test
    void countsInterimResponsesToTheirFinalOne() {
        check(
                List.of(
                        "POST /a HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n",
                        "HTTP/1.1 100 Continue\r\n\r\n",
                        "abc",
                        "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                                + "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
                        "GET /b HTTP/1.1\r\n\r\n",
                        OK),
                "POST /a -> 201",
                "GET /b -> 200");
    }

    @Test
    void readsOnWhenAnOfferToUpgradeIsDeclined() {
        check(
                List.of(
                        "GET /a HTTP/1.1\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAE\r\n\r\n",
                        "HTTP/1.1 200 OK\r\nUpgrade: h2,h2c\r\nConnection: Upgrade\r\nContent-Length: 0\r\n\r\n",
                        "GET /b HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n",
                        "GET /c HTTP/1.1\r\n\r\n",
                        OK),
                "GET /a -> 200",
                "GET /b -> 426",
                "GET /c -> 200");
    }

    @Test
    void readsMethodsOfItsOwnMakingFromTheFirst() {
        check(
                List.of(
                        "FROBNICATE /a/17 HTTP/1.1\r\nHost: somewhere.example\r\nX-Long: " + "x".repeat(300)
                                + "\r\n\r\n",
                        OK,
                        "custom-verb /b HTTP/1.1\r\n\r\n",
                        "HTTP/1.1 501 No\r\nContent-Length: 0\r\n\r\n"),
                "FROBNICATE /a/{id} -> 200",
                "custom-verb /b -> 501");
    }

    @Test
    void countsABodyThatGoesOnBehindItsAnswerToItsRequest() {
        List<String> turns = List.of(
                "POST /a HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 413 Too much\r\nContent-Length: 3\r\n\r\nno!",
                "defghij");
        check(turns, "POST /a -> 413");
        Found.Seen seen = dissect(turns, Integer.MAX_VALUE).exchanges.getFirst();
        assertThat(seen.requestBytes())
                .isEqualTo(turns.getFirst().length() + turns.getLast().length());
        assertThat(seen.endNanos()).isEqualTo(2);
    }

    @Test
    void finishesWhatIsCutByTheEndOfTheConnection() {
        check(
                List.of("GET /a HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"),
                "GET /a -> 200");
    }

    private static void check(List<String> turns, String... expected) {
        Found whole = dissect(turns, Integer.MAX_VALUE);
        assertThat(whole.brief()).containsExactly(expected);
        assertThat(whole.unpaired).isEmpty();
        for (int size : new int[] {1, 2, 3, 5, 7, 11, 64, 100}) {
            Found cut = dissect(turns, size);
            assertThat(cut.exchanges).as("cut in %d", size).isEqualTo(whole.exchanges);
            assertThat(cut.unpaired).as("cut in %d", size).isEmpty();
        }
    }

    /** Requests and responses by turns, every turn at a time of its own. */
    private static Found dissect(List<String> turns, int size) {
        Found found = new Found();
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        long[] at = {1, 1};
        for (int t = 0; t < turns.size(); t++) {
            byte[] bytes = turns.get(t).getBytes(StandardCharsets.ISO_8859_1);
            for (int i = 0; i < bytes.length; ) {
                int count = Math.min(size, bytes.length - i);
                Direction direction = t % 2 == 0 ? Direction.REQUEST : Direction.RESPONSE;
                dissector.data(direction, at[t % 2], bytes, i, count, t + 1L);
                at[t % 2] += count;
                i += count;
            }
        }
        dissector.close(turns.size() + 1L);
        return found;
    }
}
