package dev.sonde.protocol.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Walks along the headers of a file. Reads ahead where frames are short and leaps where they are long. Owned by one thread
 * at a time.
 */
final class FrameScan {
    private static final int LEAP_BYTES = 4 * 1024;
    private static final int STREAM_BYTES = 256 * 1024;

    private final DiskFile file;
    private final long fileBytes;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(STREAM_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long bufferAt;

    FrameScan(DiskFile file, long fileBytes) {
        this.file = file;
        this.fileBytes = fileBytes;
    }

    /** The header at an offset; null if there is no good one. */
    @Nullable
    FrameHeader at(long offset) throws IOException {
        if (fileBytes - offset < FrameHeader.BYTES) {
            return null;
        }
        if (!holds(offset, FrameHeader.BYTES)) {
            load(offset, offset - bufferAt <= STREAM_BYTES / 4 ? STREAM_BYTES : LEAP_BYTES);
        }
        return holds(offset, FrameHeader.BYTES) ? FrameHeader.decode(buffer, (int) (offset - bufferAt)) : null;
    }

    /** The offset of the next good header at or after an offset; -1 if there is none. */
    long find(long from) throws IOException {
        long offset = from;
        while (fileBytes - offset >= FrameHeader.BYTES) {
            if (!holds(offset, FrameHeader.BYTES)) {
                load(offset, STREAM_BYTES);
                if (!holds(offset, FrameHeader.BYTES)) {
                    return -1;
                }
            }
            int last = buffer.limit() - FrameHeader.BYTES;
            for (int i = (int) (offset - bufferAt); i <= last; i++) {
                if (buffer.getInt(i) == FrameHeader.MARKER && FrameHeader.decode(buffer, i) != null) {
                    return bufferAt + i;
                }
            }
            offset = bufferAt + last + 1;
        }
        return -1;
    }

    private boolean holds(long offset, int length) {
        return offset >= bufferAt && offset + length <= bufferAt + buffer.limit();
    }

    private void load(long offset, int length) throws IOException {
        buffer.clear().limit((int) Math.min(length, fileBytes - offset));
        bufferAt = offset;
        file.read(buffer, offset);
    }
}
