package dev.sonde.core.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines {@code key = value}, as people write settings; a line that begins with {@code #} is a comment. What is not changed stays
 * as it was written: comments, order, keys of another version, and lines that make no sense. Immutable.
 */
public final class KeyedText {
    private static final Pattern PAIR = Pattern.compile("\\s*([A-Za-z0-9_.-]+)\\s*=\\s*(.*?)\\s*");

    private final List<String> lines;

    private KeyedText(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** Takes a text apart. */
    public static KeyedText of(String text) {
        return new KeyedText(text.lines().toList());
    }

    /** The value of a key. Where it stands twice, the last one counts. */
    public Optional<String> value(String key) {
        int at = indexOf(key);
        return at < 0 ? Optional.empty() : Optional.of(pair(lines.get(at)).group(2));
    }

    /** The number of the line that a key stands in, from 1; 0 where it does not. */
    public int line(String key) {
        return indexOf(key) + 1;
    }

    /** All keys, in their order. */
    public List<String> keys() {
        return lines.stream()
                .map(KeyedText::pair)
                .filter(Matcher::matches)
                .map(pair -> pair.group(1))
                .toList();
    }

    /** Numbers of the lines that are neither a pair nor a comment, from 1. */
    public List<Integer> strangeLines() {
        List<Integer> strange = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#") && !pair(line).matches()) {
                strange.add(i + 1);
            }
        }
        return strange;
    }

    /** With another value of a key, in its place, or at the end where it is new. The value is of one line. */
    public KeyedText with(String key, String value) {
        String line = key + " = " + value;
        if (line.lines().count() > 1) {
            throw new IllegalArgumentException("A value of more than one line: " + line);
        }
        List<String> changed = new ArrayList<>(lines);
        int at = indexOf(key);
        if (at < 0) {
            changed.add(line);
        } else {
            changed.set(at, line);
        }
        return new KeyedText(changed);
    }

    /** The whole text. */
    public String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private int indexOf(String key) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher pair = pair(lines.get(i));
            if (pair.matches() && pair.group(1).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Ready to be asked for its groups where it is a pair. */
    private static Matcher pair(String line) {
        Matcher matcher = PAIR.matcher(line.stripLeading().startsWith("#") ? "" : line);
        matcher.matches();
        return matcher;
    }
}
