package dev.sonde.ui.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are written as section 4 of the design tokens says; its examples stand here word for word. */
final class NumbersTest {
    private static final Clocks BERLIN = new Clocks(ZoneId.of("Europe/Berlin"));
    /** 2026-11-19T13:10:20.701Z. */
    private static final long MOMENT = 1_795_093_820_701_000_000L;

    @ParameterizedTest
    @CsvSource({
        "342000, 342 µs",
        "3070000, 3.07 ms",
        "76600000, 76.6 ms",
        "229000000, 229 ms",
        "3470000000, 3.47 s",
        "109000000000, 1 min 49 s",
        "0, 0 ns",
        "999, 999 ns",
        "999600, 1.00 ms",
        "59600000000, 1 min 0 s",
        "3720000000000, 1 h 2 min",
    })
    void durationsHaveThreeSignificantDigitsAndTheirUnitScalesAtAThousand(double nanos, String text) {
        assertThat(Durations.text(nanos)).isEqualTo(hard(text));
    }

    @ParameterizedTest
    @CsvSource({"69.5, 69.5 /s", "594, 594 /s", "12400, 12.4 k/s", "0, 0 /s", "0.001, <0.01 /s", "999.7, 1.00 k/s"})
    void ratesHaveThreeSignificantDigits(double perSecond, String text) {
        assertThat(Rates.withUnit(perSecond)).isEqualTo(hard(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0040, 0.40 %",
        "0.332, 33.2 %",
        "0.00001, <0.01 %",
        "0.9999, >99.9 %",
        "0, 0 %",
        "1, 100 %",
        "0.09996, 10.0 %",
    })
    void sharesNeverSayZeroForWhatWasSeen(double share, String text) {
        assertThat(Shares.text(share)).isEqualTo(hard(text));
    }

    @ParameterizedTest
    @CsvSource({
        "15.3, 1, 15.3×, ERROR",
        "689, 1, 689×, ERROR",
        "116, 100, +16 %, WARN",
        "97, 100, −3 %, MUTED",
        "50, 100, −50 %, OK",
        "5, 0, from 0, ERROR",
        "0, 0, –, MUTED",
    })
    void changesAreRatiosFromTwiceOnAndSignedPerCentBelow(double a, double b, String text, Change.Weight weight) {
        Change change = Change.ofCost(a, b);
        assertThat(change.text()).isEqualTo(hard(text));
        assertThat(change.weight()).isEqualTo(weight);
    }

    @Test
    void aStatusIsThatOfItsProtocolAndALongResponseIsNotSaidToBeNone() {
        assertThat(Statuses.text("mysql", 0, true)).isEqualTo("ok");
        assertThat(Statuses.text("mysql", 1146, true)).isEqualTo("1146");
        assertThat(Statuses.text("http", 503, true)).isEqualTo("503");
        assertThat(Statuses.text("mysql", null, true)).startsWith("not known");
        assertThat(Statuses.text("http", null, false)).isEqualTo("no response was seen");
    }

    @Test
    void aFigureThatWasNotThereBeforeIsNew() {
        assertThat(Change.ofCost(5, Double.NaN).text()).isEqualTo("new");
    }

    @Test
    void aChangeOfAnAmountIsNeitherGoodNorBad() {
        assertThat(Change.ofAmount(300, 100).weight()).isEqualTo(Change.Weight.MUTED);
        assertThat(Change.ofAmount(300, 100).text()).isEqualTo("3.00×");
    }

    @ParameterizedTest
    @CsvSource({"432013312, 412 MiB", "28776561868, 26.8 GiB", "0, 0 B", "1023, 1.00 KiB", "98, 98 B"})
    void sizesAreBinary(long bytes, String text) {
        assertThat(Sizes.text(bytes)).isEqualTo(hard(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"3808; 3,808", "21300000; 21.3 M", "9999999; 9,999,999", "10000000; 10.0 M", "0; 0"})
    void countsAreGroupedUntilTheyAreMillions(long count, String text) {
        assertThat(Counts.text(count)).isEqualTo(hard(text));
    }

    @ParameterizedTest
    @CsvSource({"11.55, 11.55 cores", "0.001, <0.01 cores", "0, 0.00 cores"})
    void coresHaveTwoDecimals(double cores, String text) {
        assertThat(Cores.text(cores)).isEqualTo(hard(text));
    }

    @Test
    void clocksHave24HoursInTheZoneOfTheSession() {
        assertThat(BERLIN.seconds(MOMENT)).isEqualTo("14:10:20");
        assertThat(BERLIN.millis(MOMENT)).isEqualTo("14:10:20.701");
        assertThat(BERLIN.date(MOMENT)).isEqualTo("Thu 19 Nov 2026, UTC+1");
    }

    @Test
    void rangesHaveSecondsWhereTheyAreShort() {
        assertThat(BERLIN.range(MOMENT, MOMENT + 60_000_000_000L)).isEqualTo("14:10:20–14:11:20");
        assertThat(BERLIN.range(MOMENT, MOMENT + 720_000_000_000L)).isEqualTo("14:10–14:22");
    }

    @Test
    void percentilesOfTooFewCallsSaySo() {
        assertThat(Percentiles.text(0.99, 499, 5_000_000L)).isEqualTo(hard("499 few"));
        assertThat(Percentiles.text(0.99, 500, 5_000_000L)).isEqualTo(hard("5.00 ms"));
        assertThat(Percentiles.text(0.95, 99, 5_000_000L)).isEqualTo(hard("99 few"));
        assertThat(Percentiles.text(0.5, 1, 5_000_000L)).isEqualTo(hard("5.00 ms"));
        assertThat(Percentiles.text(0.5, 0, null)).isEqualTo("–");
    }

    @Test
    void namesAreCutInTheMiddle() {
        assertThat(Elision.middle("payment-79b6d4f8c-tz8wq", 12)).isEqualTo("paymen…tz8wq");
        assertThat(Elision.middle("short", 12)).isEqualTo("short");
    }

    /** Units stand behind a no-break space; so do the noun of a count and the parts of a long duration. */
    private static String hard(String text) {
        return text.replace(' ', '\u00a0');
    }
}
