package dev.sonde.core.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NameOrderTest {
    @Test
    void whatIsNumberedIsInTheOrderOfItsNumbers() {
        sorts("shop-1", "shop-9", "shop-10", "shop-89", "shop-100", "shop-100a");
        sorts("1.2.9", "1.2.10", "1.10.1");
        sorts("10.0.0.7", "10.0.0.10", "10.0.0.100");
        sorts("a", "a0", "a00", "a01", "a1", "a2", "b");
        sorts("v99999999999999999998", "v99999999999999999999", "v100000000000000000000");
    }

    @Test
    void theCaseOfLettersMattersOnlyBetweenNamesThatAreOtherwiseTheSame() {
        sorts("apache", "Xvfb", "yq");
        sorts("Web", "web", "web-1");
    }

    /** Else sorting fails, of some tables and not of others. */
    @Test
    void itIsAnOrder() {
        Random random = new Random(7);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StringBuilder name = new StringBuilder();
            for (int k = random.nextInt(5); k >= 0; k--) {
                name.append("01aA-é".charAt(random.nextInt(6)));
            }
            names.add(name.toString());
        }
        for (String a : names) {
            for (String b : names) {
                int ab = Integer.signum(NameOrder.NAMES.compare(a, b));
                assertThat(Integer.signum(NameOrder.NAMES.compare(b, a)))
                        .as(a + " " + b)
                        .isEqualTo(-ab);
                assertThat(ab == 0).as(a + " " + b).isEqualTo(a.equals(b));
                for (String c : names) {
                    if (ab <= 0 && NameOrder.NAMES.compare(b, c) <= 0) {
                        assertThat(NameOrder.NAMES.compare(a, c))
                                .as(a + " " + b + " " + c)
                                .isNotPositive();
                    }
                }
            }
        }
    }

    private static void sorts(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.shuffle(shuffled, new Random(1));
        shuffled.sort(NameOrder.NAMES);
        assertThat(shuffled).containsExactly(names);
    }
}
