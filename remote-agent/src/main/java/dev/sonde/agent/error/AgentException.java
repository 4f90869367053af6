package dev.sonde.agent.error;

/**
 * A failure of the agent that a user can meet.
 *
 * <p>The message says what happened; {@link #why()} and {@link #remedy()} say the rest. {@link #code()} is stable and
 * searchable, for example {@code SD-1003}.
 */
public final class AgentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String why;
    private final String remedy;

    /** Makes an error that has no further cause. */
    public AgentException(String code, String what, String why, String remedy) {
        super(what);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** Makes an error from another one. */
    public AgentException(String code, String what, String why, String remedy, Throwable cause) {
        super(what, cause);
        this.code = code;
        this.why = why;
        this.remedy = remedy;
    }

    /** The stable code. */
    public String code() {
        return code;
    }

    /** Why it happened, or empty when the message says it. May have several lines, for example the verifier's last. */
    public String why() {
        return why;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}
