package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sonde.dissectors.sql.SqlDialect;
import dev.sonde.dissectors.sql.SqlFingerprint;
import java.nio.charset.StandardCharsets;

/** Bytes that nobody has thought of. The ordinary tests replay the seeds beside it; with JAZZER_FUZZ=1 it seeks new ones. */
class DissectFuzzTest {
    private static final int HEADER = 3;

    /** Each step of the input is a byte of flags, a length and as many bytes. */
    @FuzzTest(maxDuration = "60s")
    void findsNoMoreThanWasSent(byte[] input) {
        Found found = new Found();
        ConnectionDissector dissector = new ConnectionDissector(DissectorOptions.DEFAULT, found);
        long[] at = {1, 1};
        int i = 0;
        for (int time = 1; i + HEADER <= input.length; time++) {
            int way = input[i] & 1;
            Direction direction = way == 0 ? Direction.REQUEST : Direction.RESPONSE;
            int length = (input[i + 1] & 0xFF) << 8 | (input[i + 2] & 0xFF);
            int taken = Math.min(length, input.length - i - HEADER);
            if ((input[i] & 2) != 0) {
                dissector.settled(time);
            }
            dissector.data(direction, at[way], input, i + HEADER, taken, time);
            at[way] += taken;
            if ((input[i] & 4) != 0) {
                dissector.missed(direction, at[way], length, time);
                at[way] += length;
            }
            i += HEADER + taken;
        }
        dissector.close(input.length);
        assertThat(dissector.opaque()).isTrue();
        assertThat(found.exchanges.stream().mapToLong(Found.Seen::requestBytes).sum())
                .isLessThanOrEqualTo(at[0]);
        assertThat(found.exchanges.stream().mapToLong(Found.Seen::responseBytes).sum())
                .isLessThanOrEqualTo(at[1]);
        assertThat(found.exchanges).allMatch(e -> e.firstByteNanos() <= e.endNanos());
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
