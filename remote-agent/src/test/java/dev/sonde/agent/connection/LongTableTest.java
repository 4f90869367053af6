package dev.sonde.agent.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Test
    void behavesAsAMapUnderAnyOrderOfCalls() {
        Random random = new Random(3);
        LongTable<String> table = new LongTable<>(4);
        Map<Long, String> truth = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            long key = random.nextInt(700);
            if (random.nextBoolean()) {
                table.put(key, "v" + i);
                truth.put(key, "v" + i);
            } else {
                table.remove(key);
                truth.remove(key);
            }
            long other = random.nextInt(700);
            assertThat(table.get(other)).isEqualTo(truth.get(other));
        }
        assertThat(table.size()).isEqualTo(truth.size());
    }
}
