package dev.sonde.protocol.recording;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A recording can't be written or read.
 *
 * <p>The message says what happened, {@link #why()} and {@link #remedy()} say the rest; {@link #kind()} is for code.
 */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, with its stable code. */
    public enum Kind {
        /** There is no such file, or it may not be opened. */
        UNREADABLE("SD-2001"),
        /** The file is something else. */
        FOREIGN("SD-2002"),
        /** A newer Sonde wrote it, in a form that this one can't read. */
        FUTURE("SD-2003"),
        /** It is a recording, but nothing in it can be read. */
        BROKEN("SD-2004"),
        /** Reading from the disk failed. */
        READ_FAILED("SD-2005"),
        /** The recording can't be created. */
        NOT_CREATED("SD-2010"),
        /** There is no space left; recording goes on when there is. */
        DISK_FULL("SD-2011"),
        /** Writing failed for another reason; it is tried again. */
        WRITE_FAILED("SD-2012"),
        /** A batch is larger than a recording can hold. */
        TOO_LARGE("SD-2013"),
        /** Nothing can be added to a recording that has ended. */
        NOT_ADDED("SD-2021");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The stable code for the user. */
        public String code() {
            return code;
        }
    }

    private final Kind kind;
    private final String why;
    private final String remedy;

    RecordingException(Kind kind, String what, String why, String remedy, @Nullable Throwable cause) {
        super(what, cause);
        this.kind = kind;
        this.why = why;
        this.remedy = remedy;
    }

    /** What is wrong. */
    public Kind kind() {
        return kind;
    }

    /** The stable code for the user. */
    public String code() {
        return kind.code();
    }

    /** What happened, in words for the user. */
    public String what() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }

    /** Why it happened, or empty when the message says it. */
    public String why() {
        return why;
    }

    /** What the user can do. */
    public String remedy() {
        return remedy;
    }
}
