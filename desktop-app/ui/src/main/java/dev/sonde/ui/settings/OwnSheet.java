package dev.sonde.ui.settings;

import dev.sonde.core.error.SondeException;
import dev.sonde.themes.Token;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javafx.css.CssParser;
import javafx.css.CssParser.ParseError;

/**
 * The user's own style sheet, as its file was at one moment.
 *
 * @param text what it says; empty where there is none
 * @param problems why it could not be read
 */
record OwnSheet(String text, List<SondeException> problems) {
    /** Its name in the folder of the settings. */
    static final String NAME = "user.css";

    static final OwnSheet NONE = new OwnSheet("", List.of());

    private static final Pattern COLOUR = Pattern.compile("-sd-[a-z0-9-]+");
    private static final Pattern PLACE = Pattern.compile("(.*) at \\[(\\d+),\\d+\\].*");
    private static final int MOST_PROBLEMS = 5;

    /** Reads it. On any thread. */
    static OwnSheet read(Path file) {
        try {
            return new OwnSheet(Files.readString(file), List.of());
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (IOException e) {
            String why = switch (e) {
                case CharacterCodingException _ -> "It is no text in UTF-8.";
                case AccessDeniedException _ -> "It is forbidden to this user.";
                default -> String.valueOf(e.getMessage());
            };
            return new OwnSheet(
                    "",
                    List.of(new SondeException(
                            "SD-4025",
                            "Your style sheet " + file + " can't be read",
                            why,
                            "Look at its permissions; it is read again when it changes.",
                            e)));
        }
    }

    /** As an address that a scene accepts, or empty. */
    String address() {
        return text.isBlank()
                ? ""
                : "data:text/css;base64," + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What is wrong with it: what the toolkit can't read, and colours that there are not. On the FX thread. */
    List<SondeException> check(Path file) {
        if (text.isBlank()) {
            return problems;
        }
        Set<String> wrong = new TreeSet<>();
        List<ParseError> errors = CssParser.errorsProperty();
        errors.clear();
        new CssParser().parse(text);
        errors.forEach(error -> wrong.add(words(error)));
        errors.clear();
        Set<String> known = Arrays.stream(Token.values()).map(Token::lookup).collect(Collectors.toSet());
        Matcher colours = COLOUR.matcher(text);
        while (colours.find()) {
            if (!known.contains(colours.group())) {
                wrong.add("Line " + line(colours.start()) + ": there is no colour " + colours.group() + ".");
            }
        }
        return wrong.stream()
                .limit(MOST_PROBLEMS)
                .map(why -> new SondeException(
                        "SD-4024",
                        "Your style sheet " + file + " has an error",
                        why,
                        "What is understood of it is in force; it is read again when it changes."))
                .toList();
    }

    private long line(int at) {
        return text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    }

    /** The toolkit's own words; without an address they name the whole text instead, which is left out. */
    private String words(ParseError error) {
        String message = String.valueOf(error.getMessage())
                .replace(text, "")
                .replaceAll("\\s+", " ")
                .strip();
        Matcher place = PLACE.matcher(message);
        return place.matches()
                ? "Line " + place.group(2) + ": " + place.group(1).replaceAll("^.*: ", "") + "."
                : message.replace("RBRACE", "}").replace(" at [-1,-1]", " at its end.");
    }
}
