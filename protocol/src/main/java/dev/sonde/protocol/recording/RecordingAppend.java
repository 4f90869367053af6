package dev.sonde.protocol.recording;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.RecordingFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/**
 * Adds to a recording that has ended: a block where its footer was, and a footer that names it after it. What was recorded is
 * not touched. Stateless; one caller at a time.
 */
public final class RecordingAppend {
    private RecordingAppend() {}

    private record Ending(long offset, FrameHeader header, RecordingFooter footer) {}

    /**
     * Adds a batch.
     *
     * @throws RecordingException SD-2021 if the recording was not closed in order, may not be written, or the disk refuses;
     *     what it held stays readable
     */
    public static void add(Path file, Batch batch) throws RecordingException {
        try (DiskFile disk = DiskFile.openToChange(file)) {
            Ending ending = ending(file, disk);
            BlockIndex blocks = new BlockIndex();
            if (!blocks.decode(ending.footer.getBlocks(), ending.offset)) {
                throw WriteTrouble.notAdded(file, "Its index is damaged.", null);
            }
            BatchTimes times = new BatchTimes();
            times.see(batch);
            try (FrameWriter frames = new FrameWriter(disk, ending.offset, ending.header.number(), Format.ZSTD_LEVEL)) {
                int exchanges = batch.getExchanges().getConnectionCount();
                var _ = frames.append(
                        new FrameWriter.Frame(FrameHeader.Type.BLOCK, exchanges, 1, times.from(), times.to()),
                        new byte[0],
                        BatchSplit.encode(List.of(batch)));
                blocks.add(ending.offset, times.from(), times.to(), exchanges);
                RecordingFooter footer = ending.footer.toBuilder()
                        .setBlocks(blocks.encode())
                        .setTotals(ending.footer.getTotals().toBuilder()
                                .setBatches(ending.footer.getTotals().getBatches() + 1))
                        .build();
                var _ = frames.append(
                        new FrameWriter.Frame(FrameHeader.Type.FOOTER, 0, 0, Long.MIN_VALUE, Long.MAX_VALUE),
                        new byte[0],
                        footer.toByteArray());
                disk.truncate(frames.end());
                disk.force();
            }
        } catch (RecordingException e) {
            throw e;
        } catch (IOException e) {
            throw WriteTrouble.notAdded(file, WriteTrouble.reason(e), e);
        }
    }

    private static Ending ending(Path file, DiskFile disk) throws IOException {
        long size = disk.size();
        if (size < Format.FILE_HEADER_BYTES + FrameHeader.BYTES + Format.TRAILER_BYTES) {
            throw notClosed(file);
        }
        ByteBuffer trailer = littleEndian(load(disk, size - Format.TRAILER_BYTES, Format.TRAILER_BYTES));
        long offset = trailer.getLong(0);
        long length = size - offset;
        if (trailer.getLong(8) != Format.END_MAGIC
                || offset < Format.FILE_HEADER_BYTES
                || length < FrameHeader.BYTES
                || length > FrameHeader.BYTES + Format.MAX_SECTION_BYTES + Format.TRAILER_BYTES) {
            throw notClosed(file);
        }
        byte[] bytes = load(disk, offset, (int) length);
        FrameHeader header = FrameHeader.decode(littleEndian(bytes), 0);
        if (header == null || header.type() != FrameHeader.Type.FOOTER) {
            throw notClosed(file);
        }
        byte[] raw = Sections.unpack(
                header.rows(), bytes, FrameHeader.BYTES + header.context().stored());
        if (raw == null) {
            throw notClosed(file);
        }
        try {
            return new Ending(offset, header, RecordingFooter.parseFrom(raw));
        } catch (InvalidProtocolBufferException e) {
            throw notClosed(file);
        }
    }

    private static RecordingException notClosed(Path file) {
        return WriteTrouble.notAdded(file, "It was not closed: it is being written, or its writer died.", null);
    }

    private static byte[] load(DiskFile disk, long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        disk.read(ByteBuffer.wrap(bytes), offset);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
