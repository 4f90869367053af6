package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.ExchangeFlag;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {
    private final Found found = new Found();
    private final ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
    private long request = 1;
    private long response = 1;
    private long now;

    @Test
    void groupsByRouteAndHidesQueryValues() {
        request("GET /users/42/orders/9f86d081884c7d659a2f?token=secret&page=2 HTTP/1.1\r\nHost: a\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        assertThat(found.brief()).containsExactly("GET /users/{id}/orders/{id} -> 200");
        assertThat(found.exchanges.getFirst().detail())
                .isEqualTo("GET /users/42/orders/9f86d081884c7d659a2f?token=&page=");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /cart;jsessionid=4F1E0C.node1?a=b   | GET /cart        | GET /cart;jsessionid=?a=
        /cars;color=red;SECRET1/7;v=2/parts | GET /cars/{id}/parts | GET /cars;color=;*/7;v=/parts
        /;jsessionid=4F1E0C                 | GET /            | GET /;jsessionid=
        /cart;                              | GET /cart        | GET /cart;
        /cart                               | GET /cart        | ''
        """)
    void hidesValuesOfParametersInThePath(String target, String endpoint, String detail) {
        request("GET " + target + " HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.exchanges.getFirst().endpoint()).isEqualTo(endpoint);
        assertThat(found.exchanges.getFirst().detail()).isEqualTo(detail);
    }

    @Test
    void keepsValuesOfParametersInThePathWithConsent() {
        Found kept = new Found();
        byte[] line = "GET /cart;jsessionid=4F1E0C HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        ConnectionDissector asked = new ConnectionDissector(DissectorOptions.DEFAULT.withConsent(false, true), kept);
        asked.data(Direction.REQUEST, 1, line, 0, line.length, 1);
        asked.close(2);
        assertThat(kept.exchanges.getFirst().endpoint()).isEqualTo("GET /cart");
        assertThat(kept.exchanges.getFirst().detail()).isEqualTo("GET /cart;jsessionid=4F1E0C");
    }

    @Test
    void followsChunksHeadsInterimAndEmptyResponses() {
        request("GET /a HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nHTTP\r\n0\r\nT: 1\r\n\r\n");
        request("HEAD /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n");
        request("POST /c HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        response("HTTP/1.1 100 Continue\r\n\r\n");
        request("abc");
        response("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
        request("GET /d HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET /a -> 200", "HEAD /b -> 200", "POST /c -> 503", "GET /d -> 304");
        assertThat(found.exchanges.get(2).error()).isTrue();
    }

    @Test
    void pairsPipelinedRequestsInOrderAndAsksForTheStream() {
        request("GET /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET /a -> 200", "GET /b -> 404");
        assertThat(found.exchanges.get(1).has(ExchangeFlag.PIPELINED)).isTrue();
        assertThat(dissector.wantsStream()).isTrue();
    }

    @Test
    void skipsBodiesThatWereNotCapturedByTheirLength() {
        request("GET /a HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        dissector.missed(Direction.RESPONSE, response, 1000, ++now);
        response += 1000;
        request("GET /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET /a -> 200", "GET /b -> 500");
        assertThat(found.exchanges.getFirst().responseBytes()).isEqualTo(1041);
    }

    @Test
    void endsCutChunksAndCutHeadsAtTheNextTurn() {
        request("GET /a HTTP/1.1\r\nCookie: lo");
        dissector.missed(Direction.REQUEST, request, 500, ++now);
        request += 500;
        response("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc");
        dissector.missed(Direction.RESPONSE, response, 5000, ++now);
        response += 5000;
        dissector.settled(++now);
        request("GET /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 201 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET /a -> 200", "GET /b -> 201");
    }

    @Test
    void marksWhatHasNoResponseAndCountsWhatHasNoRequest() {
        response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        request("GET /a HTTP/1.1\r\n\r\n");
        dissector.close(++now);
        assertThat(found.unpaired).containsExactly("HTTP1 response_without_request 1");
        assertThat(found.exchanges.getFirst().has(ExchangeFlag.INCOMPLETE)).isTrue();
        assertThat(found.exchanges.getFirst().error()).isTrue();
    }

    @Test
    void takesTheStatusOfAnAnswerThatEndsWithinItsHead() {
        request("GET /a HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 502 Bad Gateway\r\nConten");
        dissector.close(++now);
        assertThat(found.brief()).containsExactly("GET /a -> 502");
        assertThat(found.exchanges.getFirst().error()).isTrue();
        assertThat(found.exchanges.getFirst().has(ExchangeFlag.INCOMPLETE)).isTrue();
    }

    @Test
    void takesNoStatusFromAnInterimAnswerThatEndsWithinItsHead() {
        request("GET /a HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 103 Early Hints\r\nLin");
        dissector.close(++now);
        assertThat(found.exchanges.getFirst().status()).isEqualTo(-1);
        assertThat(found.exchanges.getFirst().has(ExchangeFlag.INCOMPLETE)).isTrue();
    }

    @Test
    void stopsAtAnUpgrade() {
        request("GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n");
        response("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET /ws -> 101");
        assertThat(found.opaque).containsExactly("http: upgraded to websocket");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/checkout, /v1/checkout",
        "/orders/17, /orders/{id}",
        "/orders/17/, /orders/{id}/",
        "/1k.txt, /1k.txt",
        "/utf8/page-2, /utf8/page-2",
        "/user-1234/x, /user-{id}/x",
        "/INV000123, /INV{id}",
        "/days/2026-01-31, /days/{id}",
        "/at/2026-01-31T10:00:00Z, /at/{id}",
        "/0b9f4d2e-7a51-4d1c-9a6e-1f2d3c4b5a69, /{id}",
        "/c/9f86d081884c7d659a2feaa0c55ad015, /c/{id}",
        "/t/dGhpcyBpcyBhIHRva2Vu0, /t/{id}",
        "/internationalization, /internationalization",
        "/very-long-name-of-an-article, /very-long-name-of-an-article",
        "/img/12345.jpg, /img/{id}.jpg",
        "/tiles/12/2048/1361.png, /tiles/{id}/{id}/{id}.png",
        "/report-20260131.tar.gz, /report-{id}.tar.gz",
        "/assets/app.9f86d081884c7d65.js, /assets/app.{id}.js",
        "/jquery-3.6.0.min.js, /jquery-3.6.0.min.js",
        "/api/1.0/users, /api/1.0/users",
        "/react@18.2.0/umd, /react@18.2.0/umd",
        "/photo.1700000000.jpg, /photo.{id}.jpg",
        "/0b9f4d2e-7a51-4d1c-9a6e-1f2d3c4b5a69.json, /{id}.json",
        "/hosts/10.0.0.17/, /hosts/{id}/",
        "/commit/9f86d081/diff, /commit/{id}/diff",
        "/v2/shop/manifests/sha256:9f86d081884c7d659a2feaa0c55ad015, /v2/shop/manifests/sha256:{id}",
        "/users/user:17, /users/user:{id}",
        "/v1/jobs/81723:cancel, /v1/jobs/{id}:cancel",
        "/mail/jane.doe@shop.example/inbox, /mail/{id}/inbox",
        "/mail/jane.doe%40shop.example, /mail/{id}",
        "/+4915112345678, /{id}",
        "/Products(5)/Category, /Products({id})/Category",
        "/Customers(%27ALFKI%27), /Customers({id})",
        "/wiki/Foo_(bar), /wiki/Foo_(bar)",
        "/Nearest(), /Nearest()",
        "/caf%C3%A91234, /caf%C3%A91234",
        "/facade/decade, /facade/decade",
        "/, /"
    })
    void templatesWhatNamesOneThingAndNothingElse(String path, String route) {
        request("GET " + path + " HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 204 No\r\n\r\n");
        assertThat(found.brief()).containsExactly("GET " + route + " -> 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/items/1,2,3", "/at/51.5074,-0.1278", "/at/10:30:00"})
    void takesListsOfNumbersForOneId(String path) {
        request("GET " + path + " HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 204 No\r\n\r\n");
        assertThat(found.exchanges.getFirst().endpoint()).endsWith("/{id}");
    }

    @Test
    void namesTunnelsByWhereTheyLead() {
        request("CONNECT shop.example:8443 HTTP/1.1\r\nHost: shop.example:8443\r\n\r\n");
        response("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");
        request("CONNECT shop.example:8443 HTTP/1.1\r\nHost: shop.example:8443\r\n\r\n");
        response("HTTP/1.1 200 Connection established\r\n\r\n");
        assertThat(found.brief())
                .containsExactly("CONNECT shop.example:8443 -> 407", "CONNECT shop.example:8443 -> 200");
        assertThat(found.opaque).containsExactly("http: tunnel");
    }

    @Test
    void takesUnknownMethodsOnceItIsHttp() {
        request("GET /a HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        request("M-SEARCH /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 501 No\r\nContent-Length: 0\r\n\r\n");
        request("get /c HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
        request("junk\r\n\r\n");
        response("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.brief())
                .containsExactly("GET /a -> 200", "M-SEARCH /b -> 501", "get /c -> 400", "(malformed) -> 400");
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void findsTheRequestAfterABodyThatWasNeverSent() {
        request("POST /a HTTP/1.1\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n");
        response("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        request("GET /b HTTP/1.1\r\n\r\n");
        response("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(found.brief()).containsExactly("POST /a -> 417", "GET /b -> 200");
    }

    @Test
    void takesAnyBytes() {
        Random random = new Random(7);
        byte[] seeds = ("GET / HTTP/1.1\r\nContent-Length: 5\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "\3\0\0\0\3SE\7\0\0\1\0\0\0\2\0\0\0\1\0\0\0\16\5\0\0\0\26SELECT ?")
                .getBytes(StandardCharsets.ISO_8859_1);
        Workspace workspace = new Workspace(DissectorOptions.DEFAULT);
        for (int run = 0; run < 3000; run++) {
            ConnectionDissector d = new ConnectionDissector(workspace, new Found());
            long[] at = {0, 0};
            for (int i = 0; i < 60; i++) {
                int way = random.nextInt(2);
                int from = random.nextInt(seeds.length);
                int length = random.nextInt(seeds.length - from + 1);
                Direction direction = way == 0 ? Direction.REQUEST : Direction.RESPONSE;
                byte[] bytes = seeds.clone();
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                switch (random.nextInt(8)) {
                    case 0 -> d.missed(direction, at[way], length, i);
                    case 1 -> d.settled(i);
                    case 2 -> d.data(direction, at[way] += random.nextInt(50), bytes, from, length, i);
                    default -> d.data(direction, at[way], bytes, from, length, i);
                }
                at[way] += length;
            }
            d.close(60);
            assertThat(d.opaque()).isTrue();
        }
    }

    private void request(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        dissector.data(Direction.REQUEST, request, bytes, 0, bytes.length, ++now);
        request += bytes.length;
    }

    private void response(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        dissector.data(Direction.RESPONSE, response, bytes, 0, bytes.length, ++now);
        response += bytes.length;
    }
}
