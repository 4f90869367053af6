package dev.sonde.cli;

/** Exit statuses of the command line. */
final class ExitStatus {
    /** Done. */
    static final int DONE = 0;

    /** It failed. */
    static final int FAILED = 1;

    /** Wrong usage. */
    static final int USAGE = 2;

    /** Done, but something was lost or refused on the way. */
    static final int LOST = 3;

    private ExitStatus() {}
}
