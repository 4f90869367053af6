package dev.sonde.protocol.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file whose reads and writes survive the interruption of a thread: a {@link FileChannel} closes itself then, which would
 * end a recording. The interruption stays set for the caller.
 */
class DiskFile implements AutoCloseable {
    private interface Operation {
        long run(FileChannel channel) throws IOException;
    }

    private final Path path;
    private final OpenOption[] again;
    private volatile FileChannel channel;
    private boolean closed;

    private DiskFile(Path path, FileChannel channel, OpenOption... again) {
        this.path = path;
        this.channel = channel;
        this.again = again;
    }

    static DiskFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new DiskFile(path, channel, StandardOpenOption.WRITE);
    }

    static DiskFile open(Path path) throws IOException {
        return new DiskFile(path, FileChannel.open(path, StandardOpenOption.READ), StandardOpenOption.READ);
    }

    /** Opens a file that exists, to change it. */
    static DiskFile openToChange(Path path) throws IOException {
        OpenOption[] options = {StandardOpenOption.READ, StandardOpenOption.WRITE};
        return new DiskFile(path, FileChannel.open(path, options), options);
    }

    private long uninterrupted(Operation operation) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return operation.run(channel);
                } catch (ClosedByInterruptException e) {
                    interrupted = true;
                    var _ = Thread.interrupted();
                    reopen(e);
                } catch (ClosedChannelException e) {
                    // Another thread was interrupted, which closed the channel for this one as well.
                    reopen(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(ClosedChannelException why) throws IOException {
        if (closed) {
            throw why;
        }
        if (!channel.isOpen()) {
            channel = FileChannel.open(path, again);
        }
    }

    /** Writes at a place by one system call, if the system takes all of it at once. */
    void write(ByteBuffer bytes, long at) throws IOException {
        int start = bytes.position();
        uninterrupted(file -> {
            bytes.position(start);
            long place = at;
            while (bytes.hasRemaining()) {
                place += file.write(bytes, place);
            }
            return place;
        });
    }

    /** Reads up to the buffer's limit or the end of the file, and flips the buffer. */
    void read(ByteBuffer bytes, long at) throws IOException {
        int start = bytes.position();
        uninterrupted(file -> {
            bytes.position(start);
            long place = at;
            while (bytes.hasRemaining()) {
                int count = file.read(bytes, place);
                if (count < 0) {
                    break;
                }
                place += count;
            }
            return place;
        });
        bytes.flip();
    }

    void truncate(long size) throws IOException {
        uninterrupted(file -> file.truncate(size).size());
    }

    /** Returns when what was written is on the disk. */
    void force() throws IOException {
        uninterrupted(file -> {
            file.force(false);
            return 0;
        });
    }

    long size() throws IOException {
        return uninterrupted(FileChannel::size);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
    }
}
