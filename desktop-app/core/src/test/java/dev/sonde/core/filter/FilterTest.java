package dev.sonde.core.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "service:checkout latency:>800ms !path:/healthz",
                "status:404,500..599",
                "response_bytes:10KiB.. rows:..4000",
                "path:~\"^/a b/[0-9]{1,2}$\" error:true",
                "endpoint:\"say \\\"hi\\\" and \\\\\"",
                "latency:1.5s..2s",
                "latency:1.25ms..90s",
                "latency:1234567us..2min"
            })
    void theCanonicalTextReadsAsItself(String text) {
        assertThat(Filter.parse(text).text()).isEqualTo(text);
    }

    @Test
    void openTelemetryNamesAndShortNamesMeanTheSame() {
        assertThat(Filter.parse("http.response.status_code:5xx duration>1.5s"))
                .isEqualTo(Filter.parse("status:500..599 latency:>1500ms"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servce:a|0|service",
                "service:a latncy:>1s|10|latency",
                "latency:>800|9|800ms",
                "service:\"a|8|Close",
                "status:abc|7|5xx",
                "checkout|0|service:checkout",
                "error:maybe|6|true",
                "service:>3|8|~",
                "path:~[|6|backslash",
                "status:|7|status:value"
            })
    void anErrorPointsAtItsColumnAndSaysWhatToDo(String text, int column, String remedy) {
        assertThatThrownBy(() -> Filter.parse(text)).isInstanceOfSatisfying(FilterException.class, e -> {
            assertThat(e.column()).isEqualTo(column);
            assertThat(e.remedy()).contains(remedy);
            assertThat(e.code()).startsWith("SD-300");
        });
    }

    @Test
    void whateverIsTypedIsReadOrRefusedAndWhatIsReadRoundTrips() {
        String[] parts = {
            "service",
            "latency",
            "status",
            ":",
            ",",
            "!",
            ">",
            "<",
            "=",
            "..",
            "\"",
            "\\",
            "~",
            " ",
            "5xx",
            "1.5s",
            "*",
            "(",
            "[",
            "10KiB",
            "é",
            "error",
            "true",
            "-",
            "99999999999999999999h"
        };
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(9); n >= 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            try {
                Filter filter = Filter.parse(text.toString());
                assertThat(Filter.parse(filter.text())).isEqualTo(filter);
                read++;
            } catch (FilterException e) {
                assertThat(e.column()).isBetween(0, text.length());
                assertThat(e.column() + e.length()).isLessThanOrEqualTo(text.length());
            }
        }
        assertThat(read).isPositive();
    }
}
