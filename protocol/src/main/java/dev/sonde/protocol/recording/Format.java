package dev.sonde.protocol.recording;

/** Numbers of the file format. All integers are little endian. */
final class Format {
    static final int MAJOR = 1;
    static final int MINOR = 0;

    /** {@code \x89SONDE\r\n}: not text, and broken by transfers that change line ends. */
    static final long MAGIC = 0x0a0d_4544_4e4f_5389L;

    /** {@code \x89SNDEND\n}, the last eight bytes of a recording that ended in order. */
    static final long END_MAGIC = 0x0a44_4e45_444e_5389L;

    static final int FILE_HEADER_BYTES = 64;

    /** The footer's offset and {@link #END_MAGIC}. */
    static final int TRAILER_BYTES = 16;

    /** Largest section of a frame, stored or unpacked: what a reader must be ready to hold. */
    static final int MAX_SECTION_BYTES = 16 * 1024 * 1024;

    /** Chosen by measurement, see docs/recording-format.md. */
    static final int ZSTD_LEVEL = 3;

    private Format() {}
}
