package dev.sonde.core.source.pcap;

import java.io.IOException;

/** The file breaks the rules of its format from here on. What was read before stays good. */
final class CaptureFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    CaptureFormatException(String message) {
        super(message);
    }
}
