package dev.sonde.core.settings;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.settings.Settings.Density;
import dev.sonde.core.settings.Settings.Motion;
import dev.sonde.core.settings.Settings.Time;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Settings in the form of their file. Reading never fails: what can't be understood is a problem, and its default holds. */
final class SettingsText {
    private static final String THEME = "theme";
    private static final String SCALE = "scale_percent";
    private static final String DENSITY = "density";
    private static final String MOTION = "motion";
    private static final String TIME = "time";
    private static final String RECORDINGS = "recordings_folder";
    private static final String TOUR = "tour";
    private static final String DESKTOP = "desktop";
    private static final String YES = "yes";
    private static final String NO = "no";

    /** What a new file says. */
    private static final String TEMPLATE = """
            # Settings of Sonde. The window writes this file and reads it again when it changes, so it can be edited by hand.
            # Keys that this version does not know are kept. A style sheet of your own goes beside it, as user.css.

            # dark, light, high-contrast, or system: as the desktop has it at the moment
            theme = dark

            # 100 to 200, or desktop; from the next start on
            scale_percent = desktop

            # rows of tables: compact, usual or roomy
            density = usual

            # full, reduced or system
            motion = system

            # local or utc
            time = local

            # where recordings go; empty: the folder for the data of programs
            recordings_folder =

            # whether the demo shows its tour: yes or no
            tour = yes
            """;

    private SettingsText() {}

    /** Settings, and what of the text is not understood: {@code SD-4021} for each line. */
    static SettingsFile.Read read(KeyedText text, Path file) {
        List<SondeException> problems = new ArrayList<>();
        for (int line : text.strangeLines()) {
            problems.add(problem(file, line, "A line is \"key = value\", or a comment that begins with #."));
        }
        Settings none = Settings.DEFAULT;
        Reader reader = new Reader(text, file, problems);
        Settings settings = new Settings(
                reader.value(THEME, none.theme(), "a word", SettingsText::word),
                new Settings.Size(
                        reader.value(SCALE, none.size().scalePercent(), "100 to 200, or desktop", SettingsText::scale),
                        reader.value(
                                DENSITY,
                                none.size().density(),
                                "compact, usual or roomy",
                                value -> of(Density.class, value))),
                reader.value(MOTION, none.motion(), "system, full or reduced", value -> of(Motion.class, value)),
                reader.value(TIME, none.time(), "local or utc", value -> of(Time.class, value)),
                Optional.ofNullable(
                        reader.value(RECORDINGS, new Folder(null), "a path from the root", SettingsText::folder)
                                .path()),
                reader.value(TOUR, none.tour(), "yes or no", SettingsText::yes));
        return new SettingsFile.Read(settings, problems);
    }

    /** The text with what differs between two settings; a new one where there was none. */
    static KeyedText changed(KeyedText text, Settings from, Settings to) {
        KeyedText now = text.text().isBlank() ? KeyedText.of(TEMPLATE) : text;
        Map<String, String> before = values(from);
        for (Map.Entry<String, String> value : values(to).entrySet()) {
            if (!value.getValue().equals(before.get(value.getKey()))) {
                now = now.with(value.getKey(), value.getValue());
            }
        }
        return now;
    }

    private static Map<String, String> values(Settings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        OptionalInt scale = settings.size().scalePercent();
        values.put(THEME, settings.theme());
        values.put(SCALE, scale.isPresent() ? Integer.toString(scale.getAsInt()) : DESKTOP);
        values.put(DENSITY, settings.size().density().name().toLowerCase(Locale.ROOT));
        values.put(MOTION, settings.motion().name().toLowerCase(Locale.ROOT));
        values.put(TIME, settings.time().name().toLowerCase(Locale.ROOT));
        values.put(RECORDINGS, settings.recordings().map(Path::toString).orElse(""));
        values.put(TOUR, settings.tour() ? YES : NO);
        return values;
    }

    private record Reader(KeyedText text, Path file, List<SondeException> problems) {
        /** The value of a key; {@code read} returns null for one that makes no sense. */
        <T> T value(String key, T otherwise, String accepted, Function<String, @Nullable T> read) {
            Optional<String> written = text.value(key);
            if (written.isEmpty()) {
                return otherwise;
            }
            T value = read.apply(written.get());
            if (value == null) {
                problems.add(problem(
                        file, text.line(key), key + " can't be \"" + written.get() + "\": it is " + accepted + "."));
                return otherwise;
            }
            return value;
        }
    }

    private static SondeException problem(Path file, int line, String why) {
        return new SondeException(
                "SD-4021",
                "Line " + line + " of " + file + " is not understood, and its default holds",
                why,
                "Mend the line: the file is read again at once.");
    }

    private static @Nullable String word(String value) {
        return value.matches("[a-z0-9-]+") ? value : null;
    }

    private static @Nullable OptionalInt scale(String value) {
        if (value.equals(DESKTOP)) {
            return OptionalInt.empty();
        }
        int percent = value.matches("\\d{3}") ? Integer.parseInt(value) : 0;
        boolean fits = percent >= Settings.LEAST_SCALE_PERCENT && percent <= Settings.MOST_SCALE_PERCENT;
        return fits ? OptionalInt.of(percent) : null;
    }

    private static <E extends Enum<E>> @Nullable E of(Class<E> type, String value) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        return null;
    }

    private static @Nullable Folder folder(String value) {
        if (value.isEmpty()) {
            return new Folder(null);
        }
        try {
            Path path = Path.of(value);
            return path.isAbsolute() ? new Folder(path) : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Where recordings go; without a path, where they go by custom. */
    private record Folder(@Nullable Path path) {}

    private static @Nullable Boolean yes(String value) {
        return value.equals(YES) ? Boolean.TRUE : value.equals(NO) ? Boolean.FALSE : null;
    }
}
