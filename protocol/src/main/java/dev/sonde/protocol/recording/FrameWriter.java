package dev.sonde.protocol.recording;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends frames to a file, each by one write; a frame that can't be written whole is taken back. Owned by one thread at a time.
 */
final class FrameWriter implements AutoCloseable {
    private final DiskFile file;
    private final Sections.Packer packer;
    private ByteBuffer heap = ByteBuffer.allocate(64 * 1024);
    private ByteBuffer direct = ByteBuffer.allocateDirect(64 * 1024);
    private long end;
    private int number;
    private boolean tornTail;

    FrameWriter(DiskFile file, FileHeader header, int level) throws IOException {
        this.file = file;
        this.packer = new Sections.Packer(level);
        write(header.encode());
    }

    /** Goes on in a file that has frames already, from a place on. */
    FrameWriter(DiskFile file, long end, int number, int level) {
        this.file = file;
        this.packer = new Sections.Packer(level);
        this.end = end;
        this.number = number;
    }

    /** Size of the file without what could not be taken back. */
    long end() {
        return end;
    }

    /** What a frame is to say beside its sections. */
    record Frame(int type, int exchanges, int batches, long fromUnixNanos, long toUnixNanos) {}

    /**
     * Appends a frame.
     *
     * @return its header
     * @throws IOException if the disk does not take it; the file is as before then
     */
    FrameHeader append(Frame frame, byte[] context, byte[] rows) throws IOException {
        int room = FrameHeader.BYTES
                + Sections.Packer.bound(context.length)
                + Sections.Packer.bound(rows.length)
                + Format.TRAILER_BYTES;
        if (heap.capacity() < room) {
            heap = ByteBuffer.allocate(room);
        }
        heap.clear().position(FrameHeader.BYTES);
        FrameHeader header = new FrameHeader(
                frame.type,
                number,
                frame.exchanges,
                frame.batches,
                packer.pack(context, context.length, heap),
                packer.pack(rows, rows.length, heap),
                frame.fromUnixNanos,
                frame.toUnixNanos);
        int length = heap.position();
        header.encode(heap.position(0));
        heap.position(length);
        if (frame.type == FrameHeader.Type.FOOTER) {
            heap.putLong(end).putLong(Format.END_MAGIC);
        }
        write(heap.flip());
        number++;
        return header;
    }

    private void write(ByteBuffer bytes) throws IOException {
        takeBack();
        if (direct.capacity() < bytes.remaining()) {
            direct = ByteBuffer.allocateDirect(bytes.remaining());
        }
        int length = bytes.remaining();
        direct.clear().put(bytes).flip();
        tornTail = true;
        try {
            file.write(direct, end);
            tornTail = false;
        } catch (IOException e) {
            try {
                takeBack();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        end += length;
    }

    private void takeBack() throws IOException {
        if (tornTail) {
            file.truncate(end);
            tornTail = false;
        }
    }

    @Override
    public void close() throws IOException {
        packer.close();
        file.close();
    }
}
