package dev.sonde.ui.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the user arranged a table. Its columns as text are {@code Service:180; +Calls:66; -Rate /s:70}, where + stands before what
 * the user wishes to see and - before what not; its order is {@code p99 down}.
 *
 * @param columns the columns in their order
 * @param sortKey what it is sorted by, or empty
 * @param descending whether from the highest
 */
public record GridLayout(List<Column> columns, String sortKey, boolean descending) {
    private static final Pattern COLUMN = Pattern.compile("([+-]?)(.+):(\\d{1,5})");
    private static final String DOWN = " down";
    private static final String UP = " up";

    /** Of values. */
    public GridLayout {
        columns = List.copyOf(columns);
    }

    /** What the user wishes of a column. */
    public enum Wish {
        /** Nothing: it is in sight where it is at first and there is room. */
        NONE(""),
        /** To see it. */
        SHOWN("+"),
        /** Not to see it. */
        HIDDEN("-");

        private final String sign;

        Wish(String sign) {
            this.sign = sign;
        }

        private static Wish of(String sign) {
            return sign.isEmpty() ? NONE : sign.equals(SHOWN.sign) ? SHOWN : HIDDEN;
        }
    }

    /**
     * One column.
     *
     * @param width in pixels, or 0 where the user left it as it is
     */
    public record Column(String title, double width, Wish wish) {}

    /** The columns as text. */
    public String columnsText() {
        return columns.stream()
                .map(column -> column.wish().sign + column.title() + ":" + (int) column.width())
                .collect(Collectors.joining("; "));
    }

    /** The order as text. */
    public String sortText() {
        return sortKey.isEmpty() ? "" : sortKey + (descending ? DOWN : UP);
    }

    /** Reads both; empty where there is nothing that makes sense. */
    public static Optional<GridLayout> read(String columnsText, String sortText) {
        List<Column> columns = new ArrayList<>();
        for (String part : columnsText.split(";", -1)) {
            Matcher matcher = COLUMN.matcher(part.strip());
            if (matcher.matches()) {
                columns.add(
                        new Column(matcher.group(2), Integer.parseInt(matcher.group(3)), Wish.of(matcher.group(1))));
            }
        }
        boolean sorted = sortText.endsWith(DOWN) || sortText.endsWith(UP);
        String key = sorted ? sortText.substring(0, sortText.lastIndexOf(' ')) : "";
        return columns.isEmpty() && key.isEmpty()
                ? Optional.empty()
                : Optional.of(new GridLayout(columns, key, sortText.endsWith(DOWN)));
    }
}
