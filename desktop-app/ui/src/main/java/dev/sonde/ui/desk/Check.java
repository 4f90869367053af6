package dev.sonde.ui.desk;

/**
 * One thing that was looked at before something is started.
 *
 * @param verdict what it means for the start
 * @param title what was looked at
 * @param found what was found
 * @param detail the same in a few words or figures, or empty
 * @param remedy what to do about it, or empty
 */
public record Check(Verdict verdict, String title, String found, String detail, String remedy) {
    /** Without words or figures of its own. */
    public Check(Verdict verdict, String title, String found, String remedy) {
        this(verdict, title, found, "", remedy);
    }

    /** What a finding means. */
    public enum Verdict {
        /** As it should be. */
        PASS,
        /** It works, and there is something to know. */
        TO_KNOW,
        /** It can't work. */
        BLOCKED
    }
}
