package dev.sonde.protocol.recording;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Appends frames to a file, each by one write; a frame that can't be written whole is taken back. Behind the last one it keeps
 * room on the disk, as a frame that says nothing: a disk that is full still takes the last words. Owned by one thread at a time.
 */
final class FrameWriter implements AutoCloseable {
    /** For some losses and a footer. */
    static final int ROOM_BYTES = 16 * 1024;

    private static final byte[] NOTHING = new byte[ROOM_BYTES];

    private final DiskFile file;
    private final Sections.Packer packer;
    private final int roomWanted;
    private ByteBuffer heap = ByteBuffer.allocate(64 * 1024);
    private ByteBuffer direct = ByteBuffer.allocateDirect(64 * 1024);
    private long end;
    private int room;
    private int number;
    private boolean tornTail;

    FrameWriter(DiskFile file, FileHeader header, int level) throws IOException {
        this.file = file;
        this.packer = new Sections.Packer(level);
        this.roomWanted = ROOM_BYTES;
        write(header.encode(), roomWanted);
    }

    /** Goes on in a file that has frames already, from a place on; keeps no room. */
    FrameWriter(DiskFile file, long end, int number, int level) {
        this.file = file;
        this.packer = new Sections.Packer(level);
        this.roomWanted = 0;
        this.end = end;
        this.number = number;
    }

    /** Size of the file without the room behind it, and without what could not be taken back. */
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
        FrameHeader header = pack(frame, context, rows);
        write(heap, frame.type == FrameHeader.Type.FOOTER ? 0 : roomWanted);
        number++;
        return header;
    }

    /**
     * Appends a frame that must get through: into the room behind the last one where the disk takes no more.
     *
     * @return its header
     * @throws IOException if that is too small for it; the file is as before then
     */
    FrameHeader appendAtLast(Frame frame, byte[] context, byte[] rows) throws IOException {
        try {
            return append(frame, context, rows);
        } catch (IOException e) {
            FrameHeader header = pack(frame, context, rows);
            int left = room - heap.remaining();
            boolean last = frame.type == FrameHeader.Type.FOOTER;
            if (left < (last ? 0 : FrameHeader.BYTES)) {
                throw e;
            }
            write(heap, last ? 0 : left);
            number++;
            return header;
        }
    }

    private FrameHeader pack(Frame frame, byte[] context, byte[] rows) {
        int bound = FrameHeader.BYTES
                + Sections.Packer.bound(context.length)
                + Sections.Packer.bound(rows.length)
                + Format.TRAILER_BYTES;
        if (heap.capacity() < bound) {
            heap = ByteBuffer.allocate(bound);
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
        heap.flip();
        return header;
    }

    /** Writes bytes over the room, and new room behind them. */
    private void write(ByteBuffer bytes, int roomAfter) throws IOException {
        takeBack();
        int length = bytes.remaining();
        if (direct.capacity() < length + roomAfter) {
            direct = ByteBuffer.allocateDirect(length + roomAfter);
        }
        direct.clear().put(bytes);
        putRoom(direct, roomAfter);
        tornTail = true;
        try {
            file.write(direct.flip(), end);
        } catch (IOException e) {
            try {
                takeBack();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
        tornTail = false;
        boolean more = room > length + roomAfter;
        end += length;
        room = roomAfter;
        if (more) {
            file.truncate(end + room);
        }
    }

    private void takeBack() throws IOException {
        if (!tornTail) {
            return;
        }
        try {
            file.truncate(end + room);
            file.write(putRoom(ByteBuffer.allocate(room), room).flip(), end);
        } catch (IOException e) {
            // A file system that writes nothing in place has no room to give.
            room = 0;
            file.truncate(end);
        }
        tornTail = false;
    }

    /** Zeros, so that who searches a damaged file for frames finds none in it. */
    private static ByteBuffer putRoom(ByteBuffer out, int bytes) {
        if (bytes > 0) {
            FrameHeader.room(bytes).encode(out);
            out.put(NOTHING, 0, bytes - FrameHeader.BYTES);
        }
        return out;
    }

    @Override
    public void close() throws IOException {
        packer.close();
        file.close();
    }
}
