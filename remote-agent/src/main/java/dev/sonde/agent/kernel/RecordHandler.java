package dev.sonde.agent.kernel;

/** Takes the records of a ring or the rows of an iterator, one at a time. */
@FunctionalInterface
public interface RecordHandler {
    /**
     * Takes one record. The bytes are only valid until this returns: the buffer is used again.
     *
     * @param buffer holds the record among others
     * @param offset where it begins; a multiple of 8
     * @param length its bytes, as the kernel wrote them
     */
    void accept(byte[] buffer, int offset, int length);
}
