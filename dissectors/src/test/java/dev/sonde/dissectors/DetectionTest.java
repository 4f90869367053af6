package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.Protocol;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a connection by its first bytes, however they are cut. */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
class DetectionTest {
    private static final byte[] ASK = ascii("GET /orders/17 HTTP/1.1\r\nHost: shop\r\n\r\n");
    private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    private static final byte[] QUERY = hex("0900000003 53454c4543542031");
    private static final byte[] ROWS_OF_NONE = hex("0700000100000002000000");
    private static final String V2 = "0d0a0d0a000d0a515549540a";

    private final Found found = new Found();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 10.1.2.3 10.0.0.1 51000 80\r\n",
                "PROXY TCP6 2001:db8::1 2001:db8::2 51000 80\r\n",
                "PROXY UNKNOWN\r\n"
            })
    void looksBehindTheLineOfAProxy(String line) {
        for (int size : new int[] {1, 7, 64, 1000}) {
            assertReadBehind(ascii(line), size);
        }
    }

    @Test
    void looksBehindTheBinaryHeaderOfAProxy() {
        byte[] addresses = hex(V2 + "2111000c 0a010203 0a000001 c738 0050");
        byte[] more = joined(hex(V2 + "21110060 0a010203 0a000001 c738 0050"), new byte[84]);
        for (int size : new int[] {1, 7, 64, 1000}) {
            assertReadBehind(addresses, size);
            assertReadBehind(more, size);
            assertReadBehind(hex(V2 + "20000000"), size);
        }
    }

    @Test
    void looksBehindAProxysHeaderForStatements() {
        Found seen = new Found();
        feed(seen, joined(ascii("PROXY TCP4 10.1.2.3 10.0.0.1 51000 3306\r\n"), QUERY), ROWS_OF_NONE, 1000);
        assertThat(seen.brief()).containsExactly("SELECT ? -> 0");
    }

    @Test
    void findsTheGreetingOfAServerBehindAProxy() {
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        byte[] header = ascii("PROXY TCP4 10.1.2.3 10.0.0.1 51000 3306\r\n");
        byte[] greeting = joined(hex("4a0000000a"), ascii("10.11.6-MariaDB\0"), new byte[57]);
        dissector.data(Direction.REQUEST, 1, header, 0, header.length, 1);
        dissector.data(Direction.RESPONSE, 1, greeting, 0, greeting.length, 2);
        assertThat(dissector.protocol().name()).isEqualTo("MYSQL");
    }

    @Test
    void theWordConnectOfAnotherProtocolIsNoRequest() {
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        byte[] info = ascii("INFO {\"server_id\":\"N\",\"version\":\"2.10\"}\r\n");
        byte[] connect = ascii("CONNECT {\"verbose\":false}\r\nPING\r\n");
        dissector.data(Direction.RESPONSE, 1, info, 0, info.length, 1);
        dissector.data(Direction.REQUEST, 1, connect, 0, 20, 2);
        dissector.missed(Direction.REQUEST, 21, connect.length - 20, 3);
        dissector.close(4);
        assertThat(dissector.protocol()).isEqualTo(Protocol.PROTOCOL_UNKNOWN);
        assertThat(found.exchanges).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "505249202a20485454502f322e300d0a0d0a534d0d0a0d0a, the preface",
        "000028010500000003 82848641, a request's headers",
        "000004080000000000 00010000, a window of the connection",
        "000004080000000005 00010000, a window of a stream",
        "000008060000000000 0102030405060708, a ping",
        "000000040100000000, an acknowledgement of settings",
        "000012040000000000 000100001000000400100000, settings"
    })
    void saysThatAConnectionIsHttp2WhereverItIsMet(String bytes, String what) {
        feed(found, hex(bytes), new byte[0], 1000);
        assertThat(found.opaque).as(what).containsExactly("http2: not decoded yet");
    }

    @ParameterizedTest
    @CsvSource({
        "000028010500000002 82848641, headers of a stream that no client opens",
        "000005080000000000 0001000000, a window of five bytes",
        "000000140003000000000001, a request of Kafka",
        "0000010101, too little"
    })
    void takesNothingElseForHttp2(String bytes, String what) {
        feed(found, hex(bytes), new byte[0], 1000);
        assertThat(found.opaque).as(what).doesNotContain("http2: not decoded yet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n",
                "\u0001\u0002\u0003\u0004garbage",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "PROXY line without end"
            })
    void whatAServerRefusesAsNoRequestIsMalformedAndWhatFollowsIsRead(String garbage) {
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        byte[] first = ascii(garbage);
        byte[] refused = ascii("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        dissector.data(Direction.REQUEST, 1, first, 0, first.length, 1);
        dissector.data(Direction.RESPONSE, 1, refused, 0, refused.length, 2);
        dissector.data(Direction.REQUEST, 1 + first.length, ASK, 0, ASK.length, 3);
        dissector.data(Direction.RESPONSE, 1 + refused.length, OK, 0, OK.length, 4);
        assertThat(found.brief()).containsExactly("(malformed) -> 400", "GET /orders/{id} -> 200");
        assertThat(found.exchanges.getFirst().requestBytes()).isEqualTo(first.length);
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void saysOfAConnectionOfNothingKnownThatItIsWhenItEnds() {
        byte[] fastCgi = hex("0101000100080000 0001000000000000 0104000100000000 0105000100000000");
        feed(found, fastCgi, hex("0106000100180000"), 1000);
        assertThat(found.opaque).containsExactly(ConnectionDissector.UNKNOWN);
        assertThat(found.exchanges).isEmpty();
    }

    @Test
    void saysNothingOfAConnectionThatEndsWithoutAByte() {
        new ConnectionDissector(DissectorOptions.DEFAULT, found).close(1);
        assertThat(found.opaque).isEmpty();
    }

    @Test
    void anAnswerToWhatWasNotSeenIsNoExchange() {
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        dissector.missed(Direction.REQUEST, 1, 300, 1);
        dissector.data(Direction.REQUEST, 301, ascii("garbage"), 0, 7, 1);
        byte[] refused = ascii("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        dissector.data(Direction.RESPONSE, 1, refused, 0, refused.length, 2);
        assertThat(found.exchanges).isEmpty();
        assertThat(found.unpaired).containsExactly("HTTP1 response_without_request 1");
    }

    private static void assertReadBehind(byte[] header, int size) {
        Found seen = new Found();
        feed(seen, joined(header, ASK), OK, size);
        assertThat(seen.brief()).as("in pieces of %d", size).containsExactly("GET /orders/{id} -> 200");
        assertThat(seen.exchanges.getFirst().requestBytes()).isEqualTo(ASK.length);
        assertThat(seen.unpaired).isEmpty();
    }

    private static void feed(Found into, byte[] request, byte[] response, int size) {
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, into);
        for (int at = 0; at < request.length; at += size) {
            dissector.data(Direction.REQUEST, 1L + at, request, at, Math.min(size, request.length - at), 1);
        }
        dissector.data(Direction.RESPONSE, 1, response, 0, response.length, 2);
        dissector.close(3);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }
}
