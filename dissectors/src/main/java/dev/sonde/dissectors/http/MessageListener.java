package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Evidence;

/** What a {@link MessageReader} tells of the messages that it reads. */
interface MessageListener {
    /**
     * A start line.
     *
     * @param whole false when the line was cut by the capture or the limit of text
     * @return false when it is none
     */
    boolean startLine(MessageReader reader, byte[] line, int from, int to, boolean whole);

    /** The head is complete: the listener chooses the framing of the body by {@link MessageReader#body}. */
    void headEnd(MessageReader reader);

    /** The message is complete, its end being at {@link MessageReader#position()}. */
    void messageEnd(MessageReader reader);

    /** The end of the message that is open can no longer be told. */
    void framingLost(MessageReader reader);

    /** Whether a message begins where the body of one before it was announced. */
    Evidence beginsInstead(MessageReader reader, byte[] bytes, int from, int to);
}
