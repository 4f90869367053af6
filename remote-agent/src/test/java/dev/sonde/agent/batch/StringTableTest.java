package dev.sonde.agent.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringTableTest {
    private final StringTable table = new StringTable();

    @Test
    void textThatIsNotUtf8IsMendedAndKnownAgain() {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        int id = table.intern(latin, 0, latin.length);
        assertThat(table.intern(latin, 0, latin.length)).isEqualTo(id);
        assertThat(table.intern("caf?")).isEqualTo(id);
        assertThat(latin[3]).isEqualTo((byte) 0xe9);
        assertThat(table.intern("caf\u00e9")).isNotEqualTo(id);
    }

    @Test
    void textThatIsCutWithinACharacterIsText() {
        String text = "a".repeat(4095) + "\u00e9";
        int id = table.intern(text);
        assertThat(table.intern("a".repeat(4095) + "?")).isEqualTo(id);
    }
}
