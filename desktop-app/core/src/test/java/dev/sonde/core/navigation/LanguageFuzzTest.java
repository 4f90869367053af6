package dev.sonde.core.navigation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterException;
import java.nio.charset.StandardCharsets;

/** Text that people, or other people's links, may hand to the filter bar. */
final class LanguageFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void aFilterIsReadBackAsItIsWritten(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Filter filter;
        try {
            filter = Filter.parse(text);
        } catch (FilterException e) {
            assertThat(e.column()).isBetween(0, text.length());
            return;
        }
        assertThat(Filter.parse(filter.text())).isEqualTo(filter);
    }

    @FuzzTest(maxDuration = "60s")
    void aLinkIsReadBackAsItIsWritten(byte[] input) {
        NavigationState state;
        try {
            state = NavigationLink.read(new String(input, StandardCharsets.UTF_8));
        } catch (SondeException e) {
            assertThat(e.code()).isEqualTo("SD-3030");
            return;
        }
        assertThat(NavigationLink.read(NavigationLink.text(state))).isEqualTo(state);
    }
}
