package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sonde.dissectors.http.HttpDecoder;
import dev.sonde.dissectors.mysql.MysqlDecoder;
import dev.sonde.dissectors.sql.SqlDialect;
import dev.sonde.dissectors.sql.SqlFingerprint;
import java.nio.charset.StandardCharsets;
import java.util.function.BiFunction;

/**
 * Bytes that nobody has thought of. The ordinary tests replay the inputs kept beside this; {@code ./sonde test fuzz} seeks
 * new ones. Each input is a connection, as {@link Steps} reads it.
 */
class DissectFuzzTest {
    private static final DissectorOptions LIMITS = new DissectorOptions(false, false, 2048, 1024, 256, 256);

    @FuzzTest(maxDuration = "60s")
    void findsNoMoreThanWasSent(byte[] input) {
        Steps steps = Steps.of(input);
        Found found = new Found();
        Workspace workspace = new Workspace(LIMITS);
        ConnectionDissector dissector = new ConnectionDissector(workspace, found);
        steps.feed(dissector, Integer.MAX_VALUE);
        assertThat(dissector.opaque()).isTrue();
        check(steps, found, workspace);
    }

    @FuzzTest(maxDuration = "60s")
    void findsTheSameHoweverSegmentsAreCut(byte[] input) {
        Steps steps = Steps.of(input).whole();
        Found whole = new Found();
        Found cut = new Found();
        steps.feed(new ConnectionDissector(DissectorOptions.DEFAULT, whole), Integer.MAX_VALUE);
        steps.feed(new ConnectionDissector(DissectorOptions.DEFAULT, cut), 7);
        // Which of the bytes that can't be read are whose is told by segments, so that sizes of such responses differ.
        assertThat(cut.exchanges.stream().map(Found.Seen::brief).toList())
                .isEqualTo(whole.exchanges.stream().map(Found.Seen::brief).toList());
        assertThat(cut.unpaired).isEqualTo(whole.unpaired);
        assertThat(cut.opaque).isEqualTo(whole.opaque);
    }

    @FuzzTest(maxDuration = "60s")
    void httpFindsNoMoreThanWasSent(byte[] input) {
        decode(input, HttpDecoder::new);
    }

    @FuzzTest(maxDuration = "60s")
    void mysqlFindsNoMoreThanWasSent(byte[] input) {
        decode(input, MysqlDecoder::new);
    }

    private static void decode(byte[] input, BiFunction<Workspace, ExchangeSink, ProtocolDecoder> decoder) {
        Steps steps = Steps.of(input);
        Found found = new Found();
        Workspace workspace = new Workspace(LIMITS);
        ProtocolDecoder decoding = decoder.apply(workspace, found);
        steps.feed(decoding);
        assertThat(decoding.opaque()).isTrue();
        check(steps, found, workspace);
    }

    /** Nothing is told that was not sent, and all that was lent for it is given back. */
    private static void check(Steps steps, Found found, Workspace workspace) {
        assertThat(found.exchanges.stream().mapToLong(Found.Seen::requestBytes).sum())
                .isLessThanOrEqualTo(steps.bytes(Direction.REQUEST));
        assertThat(found.exchanges.stream().mapToLong(Found.Seen::responseBytes).sum())
                .isLessThanOrEqualTo(steps.bytes(Direction.RESPONSE));
        assertThat(found.exchanges).allMatch(e -> e.firstByteNanos() <= e.endNanos());
        assertThat(workspace.lent()).isZero();
        assertThat(workspace.mostLent()).isLessThanOrEqualTo(LIMITS.openRequests() + 4);
    }

    @FuzzTest(maxDuration = "60s")
    void aFingerprintIsItsOwnFingerprint(byte[] input) {
        Text once = fingerprint(input, input.length);
        Text twice = fingerprint(once.bytes(), once.length());
        assertThat(text(twice)).isEqualTo(text(once));
    }

    private static Text fingerprint(byte[] sql, int length) {
        Text text = new Text(DissectorOptions.DEFAULT.textBytes());
        new SqlFingerprint().write(sql, 0, length, false, SqlDialect.MYSQL, text);
        return text;
    }

    private static String text(Text text) {
        return new String(text.bytes(), 0, text.length(), StandardCharsets.ISO_8859_1);
    }
}
