package dev.sonde.protocol.recording;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.RecordingCheckpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads frames at known places. Thread-safe: it holds nothing but the file. */
final class FrameRead {
    /** A checkpoint, and what was said up to it since the one before. */
    record CheckpointFrame(RecordingCheckpoint checkpoint, List<Batch> contexts) {}

    private final Path path;
    private final DiskFile file;

    FrameRead(Path path, DiskFile file) {
        this.path = path;
        this.file = file;
    }

    /** The header at an offset; null if it is damaged. */
    @Nullable
    FrameHeader header(long offset) throws IOException {
        return FrameHeader.decode(
                ByteBuffer.wrap(load(offset, FrameHeader.BYTES)).order(ByteOrder.LITTLE_ENDIAN), 0);
    }

    /** What a block says for later rows; null if it is damaged. */
    @Nullable
    List<Batch> contexts(long offset) throws IOException {
        FrameHeader header = header(offset);
        if (header == null) {
            return null;
        }
        FrameHeader.Section section = header.context();
        return parseContexts(Sections.unpack(section, load(offset + FrameHeader.BYTES, section.stored()), 0));
    }

    /** The batches of a block; null if it is damaged. */
    @Nullable
    <T> List<T> batches(long offset, BatchForm<T> form) throws IOException {
        FrameHeader header = header(offset);
        if (header == null) {
            return null;
        }
        byte[] stored = load(offset + FrameHeader.BYTES, header.payloadBytes());
        byte[] context = Sections.unpack(header.context(), stored, 0);
        byte[] rows = Sections.unpack(header.rows(), stored, header.context().stored());
        if (context == null || rows == null) {
            return null;
        }
        try {
            return BatchSplit.decode(context, rows, form);
        } catch (IOException e) {
            return null;
        }
    }

    /** Reads a checkpoint; null if it is damaged. */
    @Nullable
    CheckpointFrame checkpoint(long offset) throws IOException {
        FrameHeader header = header(offset);
        if (header == null || header.type() != FrameHeader.Type.CHECKPOINT) {
            return null;
        }
        byte[] stored = load(offset + FrameHeader.BYTES, header.payloadBytes());
        List<Batch> contexts = parseContexts(Sections.unpack(header.context(), stored, 0));
        byte[] rows = Sections.unpack(header.rows(), stored, header.context().stored());
        if (contexts == null || rows == null) {
            return null;
        }
        try {
            return new CheckpointFrame(RecordingCheckpoint.parseFrom(rows), contexts);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static @Nullable List<Batch> parseContexts(byte @Nullable [] raw) {
        if (raw == null) {
            return null;
        }
        try {
            return BatchSplit.decode(null, raw, BatchForm.MESSAGES).stream()
                    .filter(BatchSplit::hasContext)
                    .toList();
        } catch (IOException e) {
            return null;
        }
    }

    RecordingException readFailed(IOException cause) {
        return new RecordingException(
                RecordingException.Kind.READ_FAILED,
                "The recording " + path + " can't be read",
                WriteTrouble.reason(cause),
                "Look at the disk, or copy the file elsewhere and open the copy.",
                cause);
    }

    /** Reads bytes; what the file does not have is zero, which no checksum of a frame permits. */
    private byte[] load(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.read(ByteBuffer.wrap(bytes), offset);
        return bytes;
    }
}
