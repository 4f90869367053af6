package dev.sonde.dissectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.Text;
import dev.sonde.dissectors.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineMemoTest {
    private static final String[] METHODS = {"GET", "HEAD", "CONNECT", "POST", "nonsense ", ""};
    private static final String[] PARTS = {
        "/a", "/17", "/b;k=v", "?q=1&r", "#f", "/x y", "/%C3", "/longer-than-most", "é"
    };

    @Test
    void aLineIsReadTheSameHoweverOftenAndWhateverWasReadBefore() {
        Random random = new Random(11);
        RequestLine used = new RequestLine(DissectorOptions.DEFAULT);
        int again = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] line = line(random);
            boolean whole = random.nextInt(8) > 0;
            RequestLine fresh = new RequestLine(DissectorOptions.DEFAULT);
            int kind = fresh.kind(line, 0, line.length, whole);
            assertThat(used.kind(line, 0, line.length, whole)).isEqualTo(kind);
            if (kind != RequestLine.NONE) {
                again++;
                assertThat(read(used, line, whole)).isEqualTo(read(fresh, line, whole));
            }
        }
        assertThat(again).isGreaterThan(50_000);
    }

    private static String read(RequestLine reader, byte[] line, boolean whole) {
        OpenRequest request = new Workspace(DissectorOptions.DEFAULT).open(0, 0);
        reader.read(line, 0, line.length, whole, request);
        return text(request.endpoint) + " | " + text(request.detail);
    }

    private static String text(Text text) {
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8) + text.isCut();
    }

    /** Few enough different ones that many come again, enough that they take each other's places. */
    private static byte[] line(Random random) {
        StringBuilder line = new StringBuilder(METHODS[random.nextInt(METHODS.length)]).append(' ');
        for (int parts = random.nextInt(4); parts >= 0; parts--) {
            line.append(PARTS[random.nextInt(PARTS.length)].repeat(random.nextInt(40) == 0 ? 30 : 1));
        }
        return line.append(random.nextInt(6) == 0 ? "" : " HTTP/1.1").toString().getBytes(StandardCharsets.UTF_8);
    }
}
