package dev.sonde.ui.command;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A key with its modifiers, written as people read it: {@code Ctrl+K}, {@code Shift+F}, {@code Alt+←}, {@code /}.
 *
 * <p>Signs such as {@code /} or {@code +} are taken as they are typed, whatever keys of a keyboard make them; all others as
 * they are pressed.
 *
 * @param text how it is written
 * @param code the key that is pressed, empty where a sign is typed
 * @param sign the sign that is typed, or empty
 */
public record Keystroke(String text, Optional<KeyCode> code, String sign) {
    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    /** Reads a key that is pressed, with modifiers before it. */
    static Keystroke pressed(String text) {
        String name = text.substring(text.lastIndexOf('+') + 1);
        KeyCode code = switch (name) {
            case "←" -> KeyCode.LEFT;
            case "→" -> KeyCode.RIGHT;
            case "Esc" -> KeyCode.ESCAPE;
            case "," -> KeyCode.COMMA;
            default ->
                KeyCode.valueOf(
                        Character.isDigit(name.charAt(0))
                                ? "DIGIT" + name
                                : name.toUpperCase(Locale.ROOT).replace(' ', '_'));
        };
        return new Keystroke(text, Optional.of(code), "");
    }

    /** A sign that is typed. */
    static Keystroke typed(String sign) {
        return new Keystroke(sign, Optional.empty(), sign);
    }

    /** How it is written on this system: Ctrl reads as Cmd on macOS. */
    public String shown() {
        return MAC ? text.replace("Ctrl", "Cmd") : text;
    }

    /** Whether it has a modifier that makes it no letter: such keys work while typing, too. */
    public boolean isChord() {
        return text.startsWith("Ctrl+") || text.startsWith("Alt+") || text.startsWith("F6") || text.endsWith("F6");
    }

    /** Whether a key that was pressed is this one. */
    public boolean isPressedBy(KeyEvent event) {
        return event.isShortcutDown() == text.contains("Ctrl+")
                && event.isAltDown() == text.contains("Alt+")
                && event.isShiftDown() == text.contains("Shift+")
                && code.filter(isKeyOf(event)).isPresent();
    }

    /** Whether what was typed is this sign. */
    public boolean isTypedBy(KeyEvent event) {
        return !sign.isEmpty() && !event.isShortcutDown() && same(event.getCharacter());
    }

    private boolean same(String typed) {
        return typed.equals(sign) || (sign.equals("−") && typed.equals("-"));
    }

    private static Predicate<KeyCode> isKeyOf(KeyEvent event) {
        return wanted -> wanted == event.getCode()
                || (wanted.isDigitKey()
                        && event.getCode().isDigitKey()
                        && last(wanted).equals(last(event.getCode())));
    }

    private static String last(KeyCode code) {
        return code.name().substring(code.name().length() - 1);
    }
}
