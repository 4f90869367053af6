package dev.sonde.protocol.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Says what a file that is no recording looks like, by its first bytes. */
public final class ForeignFile {
    private static final String CAPTURE_REMEDY = "Open it as a packet capture: sonde record --pcap FILE.";
    private static final String OTHER_REMEDY =
            "Choose a .sonde file or a packet capture: the window opens both, `sonde record` takes it with --pcap.";

    private record Known(String prefix, String looksLike, String remedy) {}

    /** Prefixes as ISO 8859-1. */
    private static final Known[] KNOWN = {
        new Known("\u00d4\u00c3\u00b2\u00a1", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("\u00a1\u00b2\u00c3\u00d4", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("M<\u00b2\u00a1", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("\u00a1\u00b2<M", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("4\u00cd\u00b2\u00a1", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("\u00a1\u00b2\u00cd4", "a packet capture (pcap)", CAPTURE_REMEDY),
        new Known("\n\r\r\n", "a packet capture (pcapng)", CAPTURE_REMEDY),
        new Known("\u001f\u008b", "a gzip file", "Unpack it first: gunzip FILE."),
        new Known("(\u00b5/\u00fd", "a zstd file", "Unpack it first: unzstd FILE."),
        new Known("\u00fd7zXZ\u0000", "an xz file", "Unpack it first: unxz FILE."),
        new Known("PK\u0003\u0004", "a zip file", "Unpack it first: unzip FILE."),
        new Known("\u007fELF", "a program or library (ELF)", OTHER_REMEDY),
        new Known("FLR\u0000", "a JDK Flight Recorder recording", OTHER_REMEDY),
        new Known("PERFILE2", "a recording of perf", OTHER_REMEDY),
        new Known("SQLite format 3", "an SQLite database", OTHER_REMEDY),
        new Known("\u0089PNG", "a PNG picture", OTHER_REMEDY),
        new Known("%PDF", "a PDF document", OTHER_REMEDY),
    };

    private ForeignFile() {}

    /** What a file looks like that begins so, in words: {@code text} or {@code a PNG picture}. */
    public static String looksLike(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        return beginsLikeRecording(bytes) ? "a Sonde recording" : guess(bytes).looksLike;
    }

    static RecordingException of(Object file, ByteBuffer head) {
        Known known = guess(head);
        return new RecordingException(
                RecordingException.Kind.FOREIGN,
                "Not a Sonde recording: " + file,
                "It looks like " + known.looksLike + ".",
                known.remedy,
                null);
    }

    private static Known guess(ByteBuffer head) {
        byte[] bytes = new byte[head.limit()];
        head.get(0, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (bytes.length == 0) {
            return new Known("", "an empty file", "Choose another file.");
        }
        for (Known known : KNOWN) {
            if (text.startsWith(known.prefix)) {
                return known;
            }
        }
        return new Known("", looksLikeText(bytes) ? "text" : "data of an unknown kind", OTHER_REMEDY);
    }

    private static boolean looksLikeText(byte[] bytes) {
        for (byte b : bytes) {
            int c = Byte.toUnsignedInt(b);
            if (c == 0x7f || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) {
                return false;
            }
        }
        return true;
    }

    /** First bytes of a recording, if the file holds as many. */
    public static boolean beginsLikeRecording(ByteBuffer head) {
        ByteBuffer magic =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(0, Format.MAGIC);
        int length = Math.min(Long.BYTES, head.limit());
        return length > 0 && head.slice(0, length).equals(magic.slice(0, length));
    }
}
