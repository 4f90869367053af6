package dev.sonde.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.Target;
import dev.sonde.core.change.Trait;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A trait is told by what makes it stand out. */
final class ChangeWordsTest {
    private static final Change.Counts BEFORE = new Change.Counts(2, 20, 1_000, 4_000);

    /** So many of 1,000 calls with the trait are slow; of 4,000 calls 400 are. */
    private static Change change(long bad) {
        Change.Counts now = new Change.Counts(bad, 400, 1_000, 4_000);
        return new Change(
                Target.SLOW,
                new Trait(Trait.Kind.SERVICE, "stock", List.of()),
                List.of(),
                new Change.Proof(now, BEFORE, now.shareOfBad() / now.shareOfAll(), bad < 100 ? 0.2 : 2),
                new Change.Latency(1L, 2L, 1L, 2L),
                0);
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }

    @Test
    void whatIsMoreFrequentAmongTheSlowIsToldByItsShareOfThem() {
        assertThat(plain(ChangeWords.proof(change(300)))).isEqualTo("75.0 % of slow, 25.0 % of all");
    }

    @Test
    void whatIsLessFrequentAmongTheSlowIsToldByHowItsOwnCallsFare() {
        assertThat(plain(ChangeWords.proof(change(40)))).isEqualTo("4.00 % of these are slow, 0.20 % in B");
        assertThat(plain(ChangeWords.whole(change(40)))).doesNotContain("×");
    }
}
