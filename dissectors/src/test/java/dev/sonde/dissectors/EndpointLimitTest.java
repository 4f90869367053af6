package dev.sonde.dissectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndpointLimitTest {
    private final EndpointLimit limit = new EndpointLimit();
    private final ExchangeView view = new ExchangeView();

    @Test
    void boundsTheNamesOfAMillionRandomPaths() {
        Random random = new Random(1);
        Set<String> seen = new HashSet<>();
        int limited = 0;
        for (int i = 0; i < 1_000_000; i++) {
            seen.add(endpoint(7, "GET /" + Long.toString(random.nextLong(), 36)));
            limited += view.detailLength > 0 ? 1 : 0;
        }
        assertThat(seen).hasSize(EndpointLimit.OF_ONE_SERVER / 5 + 1).contains("GET /(other)");
        assertThat(limited).isEqualTo(1_000_000 - EndpointLimit.OF_ONE_SERVER / 5);
    }

    @Test
    void takesTheManyBehindOneBeginningForOneAndKeepsTheRoutesAroundThem() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            seen.add(endpoint(7, "GET /articles/on-" + Integer.toString(i, 36) + "x"));
            seen.add(endpoint(7, "GET /people/" + Integer.toString(i * 7, 36) + "x/friends"));
        }
        assertThat(seen).hasSizeBetween(300, 500).contains("GET /articles/(other)", "GET /people/(other)/friends");
        assertThat(endpoint(7, "GET /people/new-one-x/friends")).isEqualTo("GET /people/(other)/friends");
        assertThat(endpoint(7, "GET /people/new-one-x/foes")).isEqualTo("GET /people/(other)/foes");
        assertThat(endpoint(7, "POST /articles/on-monday")).isEqualTo("POST /articles/on-monday");
        assertThat(endpoint(7, "GET /late/route")).isEqualTo("GET /late/route");
        assertThat(endpoint(7, "GET /articles/")).isEqualTo("GET /articles/");
    }

    @Test
    void leavesNamesForWhatComesLaterHoweverManyWideFoldersThereAre() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 60_000; i++) {
            for (String folder : new String[] {"articles", "tags", "files", "names", "shops", "pages", "words"}) {
                seen.add(endpoint(7, "GET /" + folder + "/on-" + Integer.toString(i, 36) + "x"));
            }
        }
        assertThat(seen)
                .hasSizeLessThan(EndpointLimit.OF_ONE_SERVER)
                .contains("GET /words/(other)", "GET /articles/(other)")
                .doesNotContain("GET (other)");
        assertThat(endpoint(7, "GET /late/route")).isEqualTo("GET /late/route");
    }

    @Test
    void boundsPathsThatAreRandomInEverySegment() {
        Random random = new Random(3);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 300_000; i++) {
            String path = "/" + random.nextInt(5000) + "x/" + random.nextInt(5000) + "y/" + random.nextInt(5000) + "z";
            seen.add(endpoint(7, "GET " + path));
        }
        assertThat(seen)
                .hasSizeLessThanOrEqualTo(EndpointLimit.OF_ONE_SERVER + 1)
                .contains("GET (other)");
    }

    @Test
    void keepsWhatWasThereBeforeAndOtherServers() {
        for (int i = 0; i < 5000; i++) {
            endpoint(7, "GET /r" + i % 100 + "/r" + i + "x");
        }
        assertThat(endpoint(7, "GET /r3/r3x")).isEqualTo("GET /r3/r3x");
        assertThat(endpoint(8, "GET /r4999x")).isEqualTo("GET /r4999x");
        assertThat(endpoint(7, "POST /r4999x")).isEqualTo("POST (other)");
        assertThat(new String(view.detail, 0, view.detailLength, StandardCharsets.US_ASCII))
                .isEqualTo("POST /r4999x");
    }

    @Test
    void boundsAllServersMethodsAndBytesTogether() {
        Set<String> seen = new HashSet<>();
        long bytes = 0;
        for (int i = 0; i < 400_000; i++) {
            String name = endpoint(i / 900, "M" + i + " /" + "long/".repeat(12) + i);
            bytes += seen.add(name) ? name.length() : 0;
        }
        assertThat(seen).contains("(other)").hasSizeLessThanOrEqualTo(EndpointLimit.OF_ALL + 65);
        assertThat(bytes).isLessThanOrEqualTo(EndpointLimit.BYTES_OF_ALL + 65 * 40);
    }

    @Test
    void countsANameThatManyServersHaveOnce() {
        for (int server = 0; server < 100; server++) {
            for (int i = 0; i < 200; i++) {
                assertThat(endpoint(server, "GET /r" + i)).isEqualTo("GET /r" + i);
            }
        }
        assertThat(endpoint(101, "GET /another")).isEqualTo("GET /another");
    }

    private String endpoint(long server, String name) {
        view.endpoint = name.getBytes(StandardCharsets.US_ASCII);
        view.endpointLength = view.endpoint.length;
        view.detailLength = 0;
        limit.apply(server, view);
        return new String(view.endpoint, 0, view.endpointLength, StandardCharsets.US_ASCII);
    }
}
