package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clients that send many requests before the first is answered, as MariaDB's for Java does with a batch. */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
class BurstTest {
    private static final DissectorOptions NARROW = new DissectorOptions(false, false, 256, 16, 2, 2);
    private static final String OK = "\7\0\0\1" + "\0\1\0\2\0\0\0";
    private static final String DUPLICATE = "\16\0\0\1" + "\u00ff&\4#23000twice";
    private static final String FOUND = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    private static final String FAILED = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";

    private final Found found = new Found();
    private ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
    private long request;
    private long response;
    private long now;

    @Test
    void allStatementsOfALongBatchHaveTheirOwnAnswers() {
        request(statement("SELECT 1"));
        response(OK);
        request(statement("INSERT INTO t VALUES (1)").repeat(1000));
        response(OK.repeat(700) + DUPLICATE + OK.repeat(299));
        assertThat(found.exchanges).hasSize(1001);
        assertThat(found.exchanges.get(701).status()).isEqualTo(1062);
        assertThat(found.exchanges.stream().filter(Found.Seen::error)).hasSize(1);
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void allRequestsOfALongPipelineHaveTheirOwnAnswers() {
        request("GET /a HTTP/1.1\r\n\r\n".repeat(1000));
        response(FOUND.repeat(700) + FAILED + FOUND.repeat(299));
        assertThat(found.exchanges).hasSize(1000);
        assertThat(found.exchanges.get(700).status()).isEqualTo(500);
        assertThat(found.exchanges.stream().filter(Found.Seen::error)).hasSize(1);
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void statementsBeyondTheLimitAreCallsWithoutAStatusUntilTheConnectionIsSilent() {
        dissector = new ConnectionDissector(NARROW, found);
        request(statement("SELECT 1"));
        response(OK);
        request(statement("INSERT INTO t VALUES (1)").repeat(3));
        response(DUPLICATE + OK.repeat(2));
        dissector.settled(++now);
        request(statement("DELETE FROM t"));
        response(DUPLICATE);
        String unknown = "INSERT INTO t VALUES (?) -> -1";
        assertThat(found.brief()).containsExactly("SELECT ? -> 0", unknown, unknown, unknown, "DELETE FROM t -> 1062");
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void requestsBeyondTheLimitAreCallsWithoutAStatusUntilTheConnectionIsSilent() {
        dissector = new ConnectionDissector(NARROW, found);
        request("GET /a HTTP/1.1\r\n\r\n".repeat(3));
        response(FAILED + FOUND.repeat(2));
        dissector.settled(++now);
        request("GET /b HTTP/1.1\r\n\r\n");
        response(FAILED);
        List<String> unknown = Collections.nCopies(3, "GET /a -> -1");
        assertThat(found.brief())
                .startsWith(unknown.toArray(String[]::new))
                .endsWith("GET /b -> 500")
                .hasSize(4);
        assertThat(found.unpaired).isEmpty();
    }

    private static String statement(String sql) {
        return (char) (sql.length() + 1) + "\0\0\0\3" + sql;
    }

    private void request(String text) {
        request = send(Direction.REQUEST, request, text);
    }

    private void response(String text) {
        response = send(Direction.RESPONSE, response, text);
    }

    private long send(Direction direction, long offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        dissector.data(direction, offset, bytes, 0, bytes.length, ++now);
        return offset + bytes.length;
    }
}
