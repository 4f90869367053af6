package dev.sonde.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well a few letters name something. */
final class FuzzyTest {
    private static final List<String> NAMES = List.of(
            "GET /api/orders/{id}",
            "POST /api/orders/{id}",
            "GET /api/products",
            "mariadbd",
            "order-service",
            "Swap A and B");

    @Test
    void lettersInOrderFindAName() {
        assertThat(best("mdb")).isEqualTo("mariadbd");
        assertThat(best("swab")).isEqualTo("Swap A and B");
    }

    @Test
    void wordsInAnyOrderMustAllBeFound() {
        assertThat(best("orders post")).isEqualTo("POST /api/orders/{id}");
        assertThat(Fuzzy.score("orders put", "POST /api/orders/{id}")).isEqualTo(Fuzzy.NONE);
    }

    @Test
    void theBeginOfANameWeighsMoreThanItsMiddle() {
        assertThat(best("order")).isEqualTo("order-service");
    }

    @Test
    void lettersFromAllOverALongTextAreNoMatch() {
        String statement = "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT ?";
        assertThat(Fuzzy.score("sxq", statement)).isEqualTo(Fuzzy.NONE);
        assertThat(Fuzzy.score("eteet", statement)).isEqualTo(Fuzzy.NONE);
        assertThat(Fuzzy.score("product", statement)).isGreaterThan(0);
    }

    @Test
    void nothingTypedNamesAllAlike() {
        assertThat(NAMES).allMatch(name -> Fuzzy.score(" ", name) == 0);
    }

    private static String best(String query) {
        return NAMES.stream()
                .max(Comparator.comparingInt(name -> Fuzzy.score(query, name)))
                .orElseThrow();
    }
}
