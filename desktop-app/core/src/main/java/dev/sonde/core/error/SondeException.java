package dev.sonde.core.error;

/**
 * A failure that a user can meet.
 *
 * <p>The message says what happened; {@link #why()} and {@link #remedy()} say the rest. {@link #code()} is stable and
 * searchable, for example {@code SD-2041}.
 */
public class SondeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String why;
    private final String remedy;

    /** Makes an error that has no further cause. */
    public SondeException(String code, String what, String why, String remedy) {
        super(what);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** Makes an error from another one. */
    public SondeException(String code, String what, String why, String remedy, Throwable cause) {
        super(what, cause);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Why it happened, or empty when the message says it. */
    public String why() {
        return why;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }

    /** All of it on one line: code, what, why, what to do. */
    public String oneLine() {
        StringBuilder line = new StringBuilder(code).append(": ").append(getMessage());
        for (String part : new String[] {why, remedy}) {
            if (!part.isEmpty()) {
                if (line.charAt(line.length() - 1) != '.') {
                    line.append('.');
                }
                line.append(' ').append(part);
            }
        }
        return line.toString();
    }
}
