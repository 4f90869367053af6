package dev.sonde.core.session;

import dev.sonde.protocol.recording.ForeignFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells recordings from captures by their first bytes, and by the file's name only where these are of neither. */
public final class WhereFile {
    private static final int ZSTD = 0x28b52ffd;
    private static final Pattern NAMED_CAPTURE = Pattern.compile(".*\\.(pcap|pcapng|cap)(\\.\\w+)?");

    private WhereFile() {}

    /**
     * Says what a file is. What is neither counts as what it is called, or else as a recording: opening it says what is wrong. What
     * comes through a pipe can be read once, and in order, as only captures are.
     */
    public static Where of(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            return new Where.Capture(file);
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        } catch (IOException e) {
            return new Where.Recording(file);
        }
        boolean recording = head.length == 4 && ForeignFile.beginsLikeRecording(ByteBuffer.wrap(head));
        boolean capture = isCapture(head) || (!recording && isCalledCapture(file));
        return capture ? new Where.Capture(file) : new Where.Recording(file);
    }

    private static boolean isCalledCapture(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return NAMED_CAPTURE.matcher(name).matches();
    }

    private static boolean isCapture(byte[] head) {
        if (head.length < 4) {
            return false;
        }
        int word = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
        return switch (word) {
            case 0x0a0d0d0a, 0xa1b2c3d4, 0xd4c3b2a1, 0xa1b23c4d, 0x4d3cb2a1, 0xa1b2cd34, 0x34cdb2a1, ZSTD -> true;
            default -> word >>> 16 == 0x1f8b;
        };
    }
}
