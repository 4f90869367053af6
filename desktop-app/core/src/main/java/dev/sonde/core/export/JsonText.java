package dev.sonde.core.export;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON (RFC 8259). Rows are flat and of a handful of types, so that a page of code does what a library would
 * add to the start of every command.
 */
public final class JsonText {
    private JsonText() {}

    /** Appends a value: null, text, number, truth, list or map of these. */
    public static void append(StringBuilder to, @Nullable Object value) {
        switch (value) {
            case null -> to.append("null");
            case Double d when d.isNaN() || d.isInfinite() -> to.append("null");
            case Number n -> to.append(n);
            case Boolean b -> to.append(b);
            case Map<?, ?> map -> appendMap(to, map);
            case Iterable<?> list -> appendList(to, list);
            default -> appendString(to, value.toString());
        }
    }

    private static void appendMap(StringBuilder to, Map<?, ?> map) {
        to.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.append(comma);
            appendString(to, String.valueOf(entry.getKey()));
            to.append(':');
            append(to, entry.getValue());
            comma = ",";
        }
        to.append('}');
    }

    private static void appendList(StringBuilder to, Iterable<?> list) {
        to.append('[');
        String comma = "";
        for (Object each : list) {
            to.append(comma);
            append(to, each);
            comma = ",";
        }
        to.append(']');
    }

    private static void appendString(StringBuilder to, String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    boolean alone = Character.isSurrogate(c) && !paired(text, i);
                    if (c < 0x20 || alone) {
                        to.append(String.format("\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
