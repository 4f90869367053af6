package dev.sonde.protocol.recording;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.protocol.v1.RecordingFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is where in a recording: from its footer, or else by walking along the headers. Owned by {@link RecordingReader}, which
 * guards it; cursors work on {@linkplain #entries() copies}.
 */
final class FrameMap {
    /** A part of the file. */
    sealed interface Entry {
        long offset();

        /** Rows and what they need. */
        record Block(long offset, long from, long to, long exchanges) implements Entry {
            boolean overlaps(long wantedFrom, long wantedTo) {
                return from < wantedTo && to > wantedFrom;
            }
        }

        /** What was said since the checkpoint before. */
        record Checkpoint(long offset) implements Entry {}

        /** What can't be read; {@code frames} are missing, 0 when not known. */
        record Hole(long offset, long bytes, int frames) implements Entry {}
    }

    private static final int MAX_FOOTER_BYTES = FrameHeader.BYTES + Format.MAX_SECTION_BYTES + Format.TRAILER_BYTES;

    private final DiskFile file;
    private final List<Entry> entries = new ArrayList<>();
    private long scannedTo;
    private long tornBytes;
    private int nextNumber;
    private long batches;
    private long exchanges;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;
    private @Nullable RecordingFooter footer;

    FrameMap(DiskFile file, long firstFrame) {
        this.file = file;
        this.scannedTo = firstFrame;
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    @Nullable
    RecordingFooter footer() {
        return footer;
    }

    long tornBytes() {
        return tornBytes;
    }

    long batches() {
        return batches;
    }

    long exchanges() {
        return exchanges;
    }

    /** Earliest time; more than {@link #to()} when there is none. */
    long from() {
        return from;
    }

    long to() {
        return to;
    }

    /** Reads the map, or what was added since it was read. */
    void read(long fileBytes) throws IOException {
        if (footer == null && !(entries.isEmpty() && readFooter(fileBytes))) {
            scan(fileBytes);
        }
    }

    private boolean readFooter(long fileBytes) throws IOException {
        if (fileBytes < scannedTo + FrameHeader.BYTES + Format.TRAILER_BYTES) {
            return false;
        }
        ByteBuffer trailer = littleEndian(load(fileBytes - Format.TRAILER_BYTES, Format.TRAILER_BYTES));
        if (trailer.getLong(8) != Format.END_MAGIC) {
            return false;
        }
        long offset = trailer.getLong(0);
        long length = fileBytes - offset;
        if (offset < scannedTo || length < FrameHeader.BYTES || length > MAX_FOOTER_BYTES) {
            return false;
        }
        byte[] bytes = load(offset, (int) length);
        FrameHeader header = FrameHeader.decode(littleEndian(bytes), 0);
        RecordingFooter read = header == null || header.type() != FrameHeader.Type.FOOTER ? null : parse(header, bytes);
        return read != null && !read.getIndexLeftOut() && take(read, offset);
    }

    private static @Nullable RecordingFooter parse(FrameHeader header, byte[] bytes) {
        byte[] raw = Sections.unpack(
                header.rows(), bytes, FrameHeader.BYTES + header.context().stored());
        try {
            return raw == null ? null : RecordingFooter.parseFrom(raw);
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    /** Takes the whole map from the footer; false if it does not fit the file. */
    private boolean take(RecordingFooter read, long fileBytes) {
        BlockIndex blocks = new BlockIndex();
        if (!blocks.decode(read.getBlocks(), fileBytes)) {
            return false;
        }
        List<Entry> all = new ArrayList<>();
        int block = 0;
        long checkpoint = 0;
        for (long delta : read.getCheckpointDeltaList()) {
            checkpoint += delta;
            if (delta <= 0 || checkpoint < 0 || checkpoint >= fileBytes) {
                return false;
            }
            for (; block < blocks.size() && blocks.offset(block) < checkpoint; block++) {
                all.add(blocks.entry(block));
            }
            all.add(new Entry.Checkpoint(checkpoint));
        }
        for (; block < blocks.size(); block++) {
            all.add(blocks.entry(block));
        }
        entries.addAll(all);
        footer = read;
        batches = read.getTotals().getBatches();
        exchanges = read.getTotals().getExchanges();
        if (read.getTotals().getToUnixNs() != 0) {
            from = read.getTotals().getFromUnixNs();
            to = read.getTotals().getToUnixNs();
        }
        return true;
    }

    private void scan(long fileBytes) throws IOException {
        FrameScan scan = new FrameScan(file, fileBytes);
        long offset = scannedTo;
        boolean room = false;
        while (offset < fileBytes && footer == null && !room) {
            FrameHeader header = scan.at(offset);
            if (header != null && header.type() == FrameHeader.Type.ROOM) {
                // The next frame will be here.
                room = true;
            } else if (header == null) {
                long next = scan.find(offset + 1);
                FrameHeader found = next < 0 ? null : scan.at(next);
                if (found == null || next + found.frameBytes() > fileBytes) {
                    break;
                }
                entries.add(new Entry.Hole(offset, next - offset, Math.max(0, found.number() - nextNumber)));
                offset = next;
            } else if (offset + header.frameBytes() > fileBytes) {
                break;
            } else {
                add(header, offset);
                offset += header.frameBytes();
            }
        }
        scannedTo = offset;
        tornBytes = footer == null && !room ? fileBytes - offset : 0;
    }

    private void add(FrameHeader header, long offset) throws IOException {
        if (header.number() > nextNumber && (entries.isEmpty() || !(entries.getLast() instanceof Entry.Hole))) {
            entries.add(new Entry.Hole(offset, 0, header.number() - nextNumber));
        }
        nextNumber = header.number() + 1;
        switch (header.type()) {
            case FrameHeader.Type.BLOCK -> {
                entries.add(new Entry.Block(
                        offset,
                        header.fromUnixNanos(),
                        header.toUnixNanos(),
                        Integer.toUnsignedLong(header.exchanges())));
                batches += header.batches();
                exchanges += Integer.toUnsignedLong(header.exchanges());
                if (header.fromUnixNanos() != Long.MIN_VALUE) {
                    from = Math.min(from, header.fromUnixNanos());
                    to = Math.max(to, header.toUnixNanos());
                }
            }
            case FrameHeader.Type.CHECKPOINT -> entries.add(new Entry.Checkpoint(offset));
            case FrameHeader.Type.FOOTER -> footer = parse(header, load(offset, (int) header.frameBytes()));
            default -> {}
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] load(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.read(ByteBuffer.wrap(bytes), offset);
        return bytes;
    }
}
