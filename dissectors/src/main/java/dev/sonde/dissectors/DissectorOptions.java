package dev.sonde.dissectors;

/**
 * What a dissector may keep of other people's data, and how much memory it may use for it.
 *
 * @param sqlLiterals the user asked for statements as they were sent: they become the detail of a SQL exchange
 * @param queryStrings the user asked for values of query strings: they stay in the detail of an HTTP exchange
 * @param textBytes longest endpoint or detail in bytes; longer text is cut and ends with an ellipsis
 * @param statements prepared statements remembered for one connection
 * @param openRequests requests of one connection that may wait for their responses at a time, however many wait on others
 * @param burst the same while so many do not wait on all connections of a thread together
 */
public record DissectorOptions(
        boolean sqlLiterals, boolean queryStrings, int textBytes, int statements, int openRequests, int burst) {
    /** What is used unless the user asks for more: no literals, no values of query strings. */
    public static final DissectorOptions DEFAULT = new DissectorOptions(false, false, 2048, 1024, 256, 2048);

    /** The same where there is memory for long bursts. */
    public static final DissectorOptions ROOMY = new DissectorOptions(false, false, 2048, 1024, 256, 1 << 15);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException when a limit is too small to work with
     */
    public DissectorOptions {
        if (textBytes < 256 || statements < 1 || openRequests < 2 || burst < openRequests) {
            throw new IllegalArgumentException("limits too small");
        }
    }

    /** The same limits with or without consent to keep literals and values. */
    public DissectorOptions withConsent(boolean literals, boolean values) {
        return new DissectorOptions(literals, values, textBytes, statements, openRequests, burst);
    }
}
