package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.v1.ExchangeFlag;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Forms of MySQL's protocol that few clients send, and what becomes of them where not all of it was captured. */
class MysqlOddTest {
    private static final int MAXIMUM = 0xFFFFFF;
    private static final byte[] OK = packet(1, 0, 0, 0, 2, 0, 0, 0);

    /** What stands before the user's name: capabilities, the longest packet, a character set, and nothing. */
    private static final String LOGIN = "\u0085\u00a2:\1" + "\0\0\0\1" + "!" + "\0".repeat(23);

    private final Found found = new Found();
    private final ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
    private long request = 1;
    private long response = 1;
    private long now;

    @Test
    void aStatementInSeveralPacketsHasTheBytesOfAll() {
        byte[] first = packet(0, 3, "INSERT INTO t VALUES ('" + "x".repeat(MAXIMUM - 24));
        request(first);
        request(packet(1, "y".repeat(5000) + "')"));
        response(packet(2, 0, 1, 0, 2, 0, 0, 0));
        assertThat(found.brief()).containsExactly("INSERT INTO t VALUES (?… -> 0");
        assertThat(found.exchanges.getFirst().requestBytes()).isEqualTo(MAXIMUM + 4L + 5002 + 4);
        assertThat(found.exchanges.getFirst().rows()).isEqualTo(1);
    }

    @Test
    void aStatementInSeveralPacketsOfWhichTheBeginningWasCapturedHasTheBytesOfAll() {
        byte[] first = packet(0, 3, "INSERT INTO t VALUES ('" + "x".repeat(MAXIMUM - 24));
        prefix(first, 1024, MAXIMUM + 4L + 5002 + 4);
        response(packet(2, 0, 1, 0, 2, 0, 0, 0));
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        assertThat(found.brief()).containsExactly("INSERT INTO t VALUES (?… -> 0", "SELECT ? -> 0");
        assertThat(found.exchanges.getFirst().requestBytes()).isEqualTo(MAXIMUM + 4L + 5002 + 4);
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void theAnswerToAStatementInSeveralPacketsIsKnownBehindOneThatWasNotReadToItsEnd() {
        request(packet(0, 3, "SELECT v FROM t"));
        dissector.data(Direction.RESPONSE, response, packet(1, 1), 0, 5, ++now);
        dissector.missed(Direction.RESPONSE, response, 5000, ++now);
        response += 5000;
        byte[] first = packet(0, 3, "INSERT INTO t VALUES ('" + "x".repeat(MAXIMUM - 24));
        prefix(first, 1024, MAXIMUM + 4L + 5002 + 4);
        response(packet(2, 0, 1, 0, 2, 0, 0, 0));
        assertThat(found.brief()).containsExactly("SELECT v FROM t -> -1", "INSERT INTO t VALUES (?… -> 0");
        assertThat(found.exchanges.getLast().rows()).isEqualTo(1);
    }

    @Test
    void longDataBelongsToTheExecuteBehindIt() {
        prepare();
        now = 100;
        request(joined(longData(9000), longData(20)));
        now = 200;
        request(execute());
        response(OK);
        assertThat(found.exchanges.getLast().endpoint()).isEqualTo("INSERT INTO t VALUES (?)");
        assertThat(found.exchanges.getLast().startNanos()).isEqualTo(101);
        assertThat(found.exchanges.getLast().requestBytes()).isEqualTo(9000 + 11 + 20 + 11 + execute().length);
    }

    @Test
    void theExecuteBehindLongDataIsKnownWhereOnlyTheBeginningWasCaptured() {
        prepare();
        byte[] turn = joined(longData(9000), longData(20), execute());
        prefix(turn, 1024, turn.length);
        response(OK);
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        assertThat(found.brief())
                .containsExactly(
                        "PREPARE INSERT INTO t VALUES (?) -> 0", "INSERT INTO t VALUES (?) -> 0", "SELECT ? -> 0");
        assertThat(found.exchanges.get(1).has(ExchangeFlag.REQUEST_CUT)).isTrue();
        assertThat(found.exchanges.get(1).requestBytes()).isEqualTo(turn.length);
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void theExecuteBehindAHoleInLongDataIsCountedOnce() {
        prepare();
        byte[] data = joined(longData(3000), longData(3000));
        prefix(data, 1024, data.length);
        request(execute());
        response(OK);
        assertThat(found.brief())
                .containsExactly("PREPARE INSERT INTO t VALUES (?) -> 0", "INSERT INTO t VALUES (?) -> 0");
        assertThat(found.exchanges.getLast().requestBytes()).isEqualTo(data.length + execute().length);
    }

    @Test
    void commandsAreFoundBehindALoginWhoseAnswerIsMissing() {
        byte[] greeting = packet(
                0,
                10,
                "10.11.6-MariaDB\0" + "\1\0\0\0" + "saltsalt\0" + "\u00fe\u00f7\u0008\2\0\u00ff\u0081\u0015"
                        + "\0".repeat(10) + "moresalt1234\0mysql_native_password\0");
        response(greeting);
        request(packet(1, LOGIN + "app\0\0"));
        dissector.missed(Direction.RESPONSE, response, 11, ++now);
        response += 11;
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        assertThat(found.brief()).containsExactly("CONNECT -> -1", "SELECT ? -> 0");
    }

    @Test
    void aLoginIsKnownWhoseGreetingIsMissing() {
        request(packet(1, LOGIN + "app\0\0"));
        response(packet(2, 0, 0, 0, 2, 0, 0, 0));
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        assertThat(found.brief()).containsExactly("CONNECT -> 0", "SELECT ? -> 0");
    }

    @Test
    void aLoginIsRefusedWhoseGreetingIsMissing() {
        request(packet(1, LOGIN + "app\0\0"));
        response(packet(2, "\u00ff\u0015\4#28000Access denied"));
        assertThat(found.brief()).containsExactly("CONNECT -> 1045");
    }

    @Test
    void aLoginThatAsksForTlsIsKnownWhoseGreetingIsMissing() {
        request(packet(1, "\u0085\u00ae:\1" + LOGIN.substring(4)));
        assertThat(found.opaque).containsExactly("mysql: tls");
    }

    @Test
    void aPacketThatIsNoLoginIsNotTakenForOne() {
        request(packet(1, LOGIN.replace('\0', 'x') + "app\0\0"));
        response(packet(2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(found.exchanges).isEmpty();
    }

    @Test
    void namesInOtherEncodingsThanUtf8BecomeText() {
        request(packet(0, 3, "SELECT 1 AS `\u00e4`, `n\u00c3\u00a4me`"));
        response(OK);
        request(packet(0, 22, "SELECT ? AS `\u00d6l`"));
        response(joined(
                packet(1, 0, 7, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
                packet(2, "\3def" + "\0".repeat(20)),
                packet(3, 0xFE, 0, 0, 2, 0)));
        assertThat(found.brief()).containsExactly("SELECT ? AS `?`, `näme` -> 0", "PREPARE SELECT ? AS `?l` -> 0");
    }

    @Test
    void backslashesAreOrdinaryWhereTheServerSaysSo() {
        request(packet(0, 3, "SET sql_mode = 'NO_BACKSLASH_ESCAPES'"));
        response(packet(1, 0, 0, 0, 2, 2, 0, 0));
        request(packet(0, 3, "SELECT 'C:\\', 'hunter2'"));
        response(packet(1, 0, 0, 0, 2, 2, 0, 0));
        request(packet(0, 0x1F));
        response(OK);
        request(packet(0, 3, "SELECT 'it\\'s', 'hunter2'"));
        response(OK);
        assertThat(found.brief())
                .containsExactly(
                        "SET sql_mode = ? -> 0", "SELECT ?, ? -> 0", "RESET CONNECTION -> 0", "SELECT ?, ? -> 0");
    }

    @Test
    void aStatementThatIsTooLongIsAnsweredBeforeItsEnd() {
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        byte[] statement = packet(0, 3, "INSERT INTO t VALUES ('" + "x".repeat(90_000) + "')");
        request(Arrays.copyOf(statement, 40_000));
        response(packet(1, 0xFF, "\u0081\4#08S01Got a packet bigger"));
        request(Arrays.copyOfRange(statement, 40_000, statement.length));
        request(packet(0, 3, "DELETE FROM t"));
        response(OK);
        assertThat(found.brief())
                .containsExactly("SELECT ? -> 0", "INSERT INTO t VALUES (?… -> 1153", "DELETE FROM t -> 0");
        assertThat(found.unpaired).isEmpty();
    }

    @Test
    void aStatementInTheMiddleOfWhichTheClientGoesHasNoAnswer() {
        request(packet(0, 3, "SELECT 1"));
        response(OK);
        request(Arrays.copyOf(packet(0, 3, "INSERT INTO t VALUES ('" + "x".repeat(90_000) + "')"), 40_000));
        dissector.close(++now);
        assertThat(found.brief()).containsExactly("SELECT ? -> 0", "INSERT INTO t VALUES (?… -> -1");
        assertThat(found.exchanges.getLast().requestBytes()).isEqualTo(40_000);
        assertThat(found.exchanges.getLast().error()).isTrue();
    }

    @Test
    void theSecondByteOfACharacterIsNoBackslash() {
        request(packet(0, 3, "SET NAMES sjis"));
        response(OK);
        request(packet(0, 3, "SELECT '\u0083\\', 'hunter2', '\u00bf\\'', `\u0095`` FROM t"));
        response(OK);
        request(packet(0, 3, "set names 'gbk'"));
        response(OK);
        request(packet(0, 22, "SELECT '\u00d5\\', 'hunter2'"));
        response(joined(packet(1, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        request(packet(0, 3, "SET NAMES utf8mb4"));
        response(OK);
        request(packet(0, 3, "SELECT '\u00d5\\'', 'hunter2'"));
        response(OK);
        for (String set : List.of(
                "SET character_set_client=sjis",
                "SET SESSION character_set_client = 'gbk'",
                "set @@session.character_set_client := big5",
                "SET CHARACTER SET gbk",
                "SET CHARSET 'cp932'")) {
            request(packet(0, 3, "SET NAMES utf8mb4"));
            response(OK);
            request(packet(0, 3, set));
            response(OK);
            request(packet(0, 3, "DO '\u0095\\', 'hunter2'"));
            response(OK);
        }
        assertThat(found.brief().stream().filter(each -> !each.startsWith("SET ")))
                .containsExactly(
                        "SELECT ?, ?, ?, `?`` FROM t -> 0",
                        "PREPARE SELECT ?, ? -> 0",
                        "SELECT ?, ? -> 0",
                        "DO ?, ? -> 0",
                        "DO ?, ? -> 0",
                        "DO ?, ? -> 0",
                        "DO ?, ? -> 0",
                        "DO ?, ? -> 0");
    }

    @Test
    void theSecondByteOfACharacterIsNoBackslashWhereTheLoginNamesTheCharacters() {
        response(packet(
                0,
                "\12" + "5.7.0\0" + "\1\0\0\0" + "12345678\0" + "\u00ff\u00f7\10\2\0\u00ff\u0081\25" + "\0".repeat(10)
                        + "123456789012\0mysql_native_password\0"));
        request(packet(1, LOGIN.replace('!', '\34') + "shop\0\0"));
        response(packet(2, 0, 0, 0, 2, 0, 0, 0));
        request(packet(0, 3, "SELECT '\u00d5\\', 'hunter2'"));
        response(OK);
        assertThat(found.brief()).containsExactly("CONNECT -> 0", "SELECT ?, ? -> 0");
    }

    @Test
    void doubleQuotesAreThoseOfNamesWhereMariaDbSaysSo() {
        request(packet(0, 3, "SET sql_mode = 'ANSI_QUOTES'"));
        response(packet(1, 0, 0, 0, 2, 0x80, 0, 0));
        request(packet(0, 3, "SELECT \"name\" FROM \"order\" WHERE id = 'x'"));
        response(packet(1, 0, 0, 0, 2, 0x80, 0, 0));
        assertThat(found.brief().getLast()).isEqualTo("SELECT name FROM \"order\" WHERE id = ? -> 0");
    }

    @Test
    void progressReportsAreNotTheAnswer() {
        request(packet(0, 3, "ALTER TABLE t ADD c INT"));
        response(packet(1, 0xFF, "\u00ff\u00ff\1\1\2\0\0\0\5stage"));
        response(packet(2, 0xFF, "\u00ff\u00ff\1\2\2\0\0\0\5stage"));
        response(packet(3, 0, 0, 0, 2, 0, 0, 0));
        assertThat(found.brief()).containsExactly("ALTER TABLE t ADD c INT -> 0");
    }

    @Test
    void anAnswerBehindAHoleIsFoundThoughItsHeaderIsSentAlone() {
        byte[] rows = joined(packet(1, 1), packet(2, "\3def" + "\0".repeat(20)), packet(3, 0xFE, 0, 0, 2, 0));
        request(packet(0, 3, "SELECT b FROM t"));
        response(rows);
        dissector.missed(Direction.RESPONSE, response, 300_000, ++now);
        response += 300_000;
        request(packet(0, 3, "DELETE FROM t"));
        response(Arrays.copyOf(OK, 4));
        response(Arrays.copyOfRange(OK, 4, OK.length));
        assertThat(found.brief()).containsExactly("SELECT b FROM t -> -1", "DELETE FROM t -> 0");
        assertThat(found.exchanges.getLast().responseBytes()).isEqualTo(OK.length);
        assertThat(found.exchanges.getLast().firstByteNanos()).isEqualTo(now - 1);
    }

    @Test
    void bytesBehindAHoleAreNoAnswersBeginningWhereTheyAreInTheMiddleOfIt() {
        request(packet(0, 3, "SELECT b FROM t"));
        dissector.missed(Direction.RESPONSE, response, 300_000, ++now);
        response += 300_000;
        response(OK);
        request(packet(0, 3, "DELETE FROM t"));
        response(OK);
        assertThat(found.brief()).containsExactly("SELECT b FROM t -> -1", "DELETE FROM t -> 0");
    }

    private void prepare() {
        request(packet(0, 22, "INSERT INTO t VALUES (?)"));
        response(joined(
                packet(1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0),
                packet(2, "\3def" + "\0".repeat(20)),
                packet(3, 0xFE, 0, 0, 2, 0)));
    }

    private static byte[] longData(int bytes) {
        return packet(0, 0x18, "\1\0\0\0\0\0" + "z".repeat(bytes));
    }

    private static byte[] execute() {
        return packet(0, 23, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0xFC, 0);
    }

    private void request(byte[] bytes) {
        dissector.data(Direction.REQUEST, request, bytes, 0, bytes.length, ++now);
        request += bytes.length;
    }

    /** So much of a turn was captured. */
    private void prefix(byte[] bytes, int captured, long all) {
        dissector.data(Direction.REQUEST, request, bytes, 0, captured, ++now);
        dissector.missed(Direction.REQUEST, request, all, now);
        request += all;
    }

    private void response(byte[] bytes) {
        dissector.data(Direction.RESPONSE, response, bytes, 0, bytes.length, ++now);
        response += bytes.length;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] packet(int sequence, int... payload) {
        byte[] bytes = new byte[payload.length];
        for (int i = 0; i < payload.length; i++) {
            bytes[i] = (byte) payload[i];
        }
        return packet(sequence, bytes);
    }

    private static byte[] packet(int sequence, String text) {
        return packet(sequence, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] packet(int sequence, int first, String text) {
        return packet(sequence, (char) first + text);
    }

    private static byte[] packet(int sequence, byte[] payload) {
        byte[] header = {
            (byte) payload.length, (byte) (payload.length >> 8), (byte) (payload.length >> 16), (byte) sequence
        };
        return joined(header, payload);
    }
}
