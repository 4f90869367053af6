package dev.sonde.core.filter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and writes numbers with the units of a field. */
final class Numbers {
    private static final Map<String, Long> DURATIONS = new LinkedHashMap<>();
    private static final Map<String, Long> BYTES = new LinkedHashMap<>();
    private static final Map<String, Long> COUNTS = new LinkedHashMap<>();
    private static final int LONGEST = 40;

    static {
        DURATIONS.put("h", 3_600_000_000_000L);
        DURATIONS.put("min", 60_000_000_000L);
        DURATIONS.put("m", 60_000_000_000L);
        DURATIONS.put("s", 1_000_000_000L);
        DURATIONS.put("ms", 1_000_000L);
        DURATIONS.put("us", 1_000L);
        DURATIONS.put("µs", 1_000L);
        DURATIONS.put("ns", 1L);
        BYTES.put("gib", 1L << 30);
        BYTES.put("mib", 1L << 20);
        BYTES.put("kib", 1L << 10);
        BYTES.put("gb", 1_000_000_000L);
        BYTES.put("g", 1_000_000_000L);
        BYTES.put("mb", 1_000_000L);
        BYTES.put("m", 1_000_000L);
        BYTES.put("kb", 1_000L);
        BYTES.put("k", 1_000L);
        BYTES.put("b", 1L);
        COUNTS.put("g", 1_000_000_000L);
        COUNTS.put("m", 1_000_000L);
        COUNTS.put("k", 1_000L);
    }

    private final FilterField field;
    private final int column;

    /** Reads for a field; errors point from a column on. */
    Numbers(FilterField field, int column) {
        this.field = field;
        this.column = column;
    }

    /** A number, a range, or a class of status codes. */
    FilterValue value(String word) {
        int dots = word.indexOf("..");
        if (dots >= 0) {
            return range(word.substring(0, dots), word.substring(dots + 2), column + dots + 2);
        }
        boolean statusClass = field.kind() == FilterField.Kind.STATUS
                && word.length() == 3
                && word.charAt(0) >= '1'
                && word.charAt(0) <= '9'
                && word.substring(1).equalsIgnoreCase("xx");
        if (statusClass) {
            long low = (word.charAt(0) - '0') * 100L;
            return new FilterValue.Between(low, low + 99);
        }
        return new FilterValue.Compare(FilterValue.Operator.EQUAL, parse(word));
    }

    /** A number with its unit. */
    long parse(String word) {
        int digits = 0;
        while (digits < word.length() && (isDigit(word.charAt(digits)) || word.charAt(digits) == '.')) {
            digits++;
        }
        String number = word.substring(0, digits);
        String unit = word.substring(digits).toLowerCase(Locale.ROOT);
        if (number.isEmpty()
                || number.length() > LONGEST
                || number.equals(".")
                || number.indexOf('.') != number.lastIndexOf('.')) {
            throw wrong(word, "is no number");
        }
        BigDecimal value =
                new BigDecimal(number.startsWith(".") ? "0" + number : number.endsWith(".") ? number + "0" : number);
        return scaled(value, unit, word);
    }

    private long scaled(BigDecimal value, String unit, String word) {
        long factor;
        if (unit.isEmpty()) {
            if (field.kind() == FilterField.Kind.DURATION && value.signum() != 0) {
                throw wrong(word, "has no unit");
            }
            factor = 1;
        } else {
            Long known = units().get(unit);
            if (known == null) {
                throw wrong(word, "has an unknown unit");
            }
            factor = known;
        }
        BigDecimal scaled = value.multiply(BigDecimal.valueOf(factor)).setScale(0, RoundingMode.HALF_UP);
        if (scaled.compareTo(BigDecimal.valueOf(1L << 62)) > 0) {
            throw wrong(word, "is too large");
        }
        return scaled.longValue();
    }

    /** The shortest exact text of a number. */
    static String text(FilterField field, long number) {
        if (number != 0) {
            for (Map.Entry<String, Long> unit : new Numbers(field, 0).units().entrySet()) {
                boolean plain = field.kind() == FilterField.Kind.DURATION
                        || unit.getKey().endsWith("ib");
                if (plain && number % unit.getValue() == 0) {
                    return number / unit.getValue() + spelled(unit.getKey());
                }
                if (field.kind() == FilterField.Kind.DURATION && isShort(number, unit.getValue())) {
                    return BigDecimal.valueOf(number)
                                    .divide(BigDecimal.valueOf(unit.getValue()))
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + spelled(unit.getKey());
                }
            }
        }
        return Long.toString(number);
    }

    /** Whether a duration is a few decimal digits of a unit, which is written rather than many of a smaller one: 1.5s. */
    private static boolean isShort(long number, long unit) {
        return unit >= 1_000 && unit <= 1_000_000_000 && number >= unit && number % (unit / 100) == 0;
    }

    private static String spelled(String unit) {
        return unit.endsWith("ib") ? unit.substring(0, 1).toUpperCase(Locale.ROOT) + "iB" : unit;
    }

    private FilterValue range(String low, String high, int highColumn) {
        if (low.isEmpty() && high.isEmpty()) {
            throw wrong("..", "has no end");
        }
        Long from = low.isEmpty() ? null : parse(low);
        Long to = high.isEmpty() ? null : new Numbers(field, highColumn).parse(high);
        if (from != null && to != null && from > to) {
            throw wrong(low + ".." + high, "ends before it begins");
        }
        return new FilterValue.Between(from, to);
    }

    private FilterException wrong(String word, String how) {
        String example = switch (field.kind()) {
            case DURATION -> {
                List<String> parts = new ArrayList<>(List.of("200ms", "1.5s"));
                if (!word.isEmpty() && word.length() < 12 && word.chars().allMatch(Character::isDigit)) {
                    parts.set(0, word + "ms");
                }
                yield String.join(" or ", parts);
            }
            case BYTES -> "10KiB or 4k";
            case STATUS -> "404 or 5xx";
            case COUNT, TEXT, BOOL -> "100 or 4k";
        };
        return new FilterException(
                "SD-3004",
                "The value " + word + " of " + field.shortName() + " " + how,
                "Write it as " + example + ".",
                column,
                word.length());
    }

    private Map<String, Long> units() {
        return switch (field.kind()) {
            case DURATION -> DURATIONS;
            case BYTES -> BYTES;
            case COUNT -> COUNTS;
            case STATUS, TEXT, BOOL -> Map.of();
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
