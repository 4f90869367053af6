package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DirectoryTest {
    private final Directory directory = new Directory();

    @Test
    void boundsTheNamesOfAMillionRandomPaths() {
        Random random = new Random(1);
        int before = directory.string("GET /before");
        for (int i = 0; i < 1_000_000; i++) {
            int id = directory.string("GET /" + Long.toString(random.nextLong(), 36));
            assertThat(id).isLessThan(Directory.MAX_STRINGS);
        }
        assertThat(directory.text(directory.string("GET /new"))).isEqualTo(Directory.OVERFLOW);
        assertThat(directory.string("GET /before")).isEqualTo(before);
        assertThat(directory.bytes()).isLessThanOrEqualTo(Directory.MAX_STRING_BYTES);
    }

    @Test
    void boundsTheBytesOfLongNames() {
        for (int i = 0; i < 50_000; i++) {
            directory.string("x".repeat(4000) + i);
        }
        assertThat(directory.bytes()).isLessThanOrEqualTo(Directory.MAX_STRING_BYTES);
    }
}
