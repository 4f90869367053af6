package dev.sonde.protocol.recording;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.sonde.protocol.columns.ColumnBatch;
import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.RecordingFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, also one that was cut, damaged, or is being written.
 *
 * <p>Opening reads no batch: it takes the index from the end of the file, or walks along the headers of the frames when the
 * recording was not closed. Methods may be called by any thread; each cursor is owned by one thread at a time.
 */
public final class RecordingReader implements AutoCloseable {
    private final DiskFile file;
    private final FrameRead frames;
    private final CheckpointMemory checkpoints;
    private final FileHeader header;
    private final Object lock = new Object();

    @GuardedBy("lock")
    private final FrameMap map;

    @GuardedBy("lock")
    private final Map<Long, RecordingInfo.Damage> damage = new LinkedHashMap<>();

    @GuardedBy("lock")
    private long fileBytes;

    private RecordingReader(Path path, DiskFile file, FileHeader header) {
        this.file = file;
        this.header = header;
        this.frames = new FrameRead(path, file);
        this.checkpoints = new CheckpointMemory(frames);
        this.map = new FrameMap(file, header.length());
    }

    /**
     * Opens a recording.
     *
     * @throws RecordingException if it can't be opened, is something else, was written by a newer major version, or holds
     *     nothing that can be read
     */
    public static RecordingReader open(Path file) throws RecordingException {
        if (Files.isDirectory(file)) {
            throw unreadable(file, "It is a folder.", "Choose a file in it.", null);
        }
        DiskFile disk;
        try {
            disk = DiskFile.open(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "There is no such file.", e);
        } catch (AccessDeniedException e) {
            throw unreadable(file, "You may not read it.", e);
        } catch (IOException e) {
            throw unreadable(file, WriteTrouble.reason(e), e);
        }
        boolean opened = false;
        try {
            RecordingReader reader = new RecordingReader(file, disk, header(file, disk));
            var _ = reader.refresh();
            reader.refuseIfForeign(file);
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                closeQuietly(disk);
            }
        }
    }

    private static RecordingException unreadable(Path file, String why, @Nullable IOException cause) {
        return unreadable(file, why, "Check the name and the permissions.", cause);
    }

    private static RecordingException unreadable(Path file, String why, String remedy, @Nullable IOException cause) {
        return new RecordingException(
                RecordingException.Kind.UNREADABLE, "The recording " + file + " can't be opened", why, remedy, cause);
    }

    private static void closeQuietly(DiskFile disk) {
        try {
            disk.close();
        } catch (IOException e) {
            // The file was only read, and a better error is on its way.
        }
    }

    private static FileHeader header(Path path, DiskFile file) throws RecordingException {
        ByteBuffer head = ByteBuffer.allocate(Format.FILE_HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try {
            file.read(head, 0);
        } catch (IOException e) {
            throw new FrameRead(path, file).readFailed(e);
        }
        if (head.limit() < Format.FILE_HEADER_BYTES) {
            throw ForeignFile.beginsLikeRecording(head)
                    ? new RecordingException(
                            RecordingException.Kind.BROKEN,
                            "The recording " + path + " is empty",
                            "It ends within its first " + Format.FILE_HEADER_BYTES + " bytes.",
                            "There is nothing to rescue: choose another file.",
                            null)
                    : ForeignFile.of(path, head);
        }
        FileHeader header = FileHeader.decode(head);
        if (header.whole() && ForeignFile.beginsLikeRecording(head) && header.major() != Format.MAJOR) {
            throw new RecordingException(
                    RecordingException.Kind.FUTURE,
                    "The recording " + path + " has format " + header.major() + "." + header.minor()
                            + "; this Sonde reads format " + Format.MAJOR,
                    header.writtenBy().isEmpty() ? "" : "Sonde " + header.writtenBy() + " wrote it.",
                    "Open it with the Sonde that wrote it, or a newer one.",
                    null);
        }
        return header;
    }

    /** A damaged file header is no reason to refuse a recording whose frames are there. */
    private void refuseIfForeign(Path path) throws RecordingException {
        synchronized (lock) {
            if (header.whole()) {
                return;
            }
            ByteBuffer head = ByteBuffer.allocate(Format.FILE_HEADER_BYTES);
            try {
                file.read(head, 0);
            } catch (IOException e) {
                throw frames.readFailed(e);
            }
            boolean anything = map.entries().stream().anyMatch(entry -> !(entry instanceof FrameMap.Entry.Hole));
            if (anything) {
                damage.put(0L, new RecordingInfo.Damage(0, Format.FILE_HEADER_BYTES, 0, 0));
            } else if (ForeignFile.beginsLikeRecording(head)) {
                throw new RecordingException(
                        RecordingException.Kind.BROKEN,
                        "The recording " + path + " is damaged",
                        "Neither its header nor any frame can be read.",
                        "Try another copy of it.",
                        null);
            } else {
                throw ForeignFile.of(path, head);
            }
        }
    }

    /** What the recording is. Damage is what has been found so far. */
    public RecordingInfo info() {
        synchronized (lock) {
            RecordingFooter footer = map.footer();
            boolean timed = map.from() <= map.to();
            return new RecordingInfo(
                    header.major(),
                    header.minor(),
                    header.writtenBy(),
                    header.id(),
                    header.createdUnixNanos(),
                    timed ? map.from() : header.createdUnixNanos(),
                    timed ? map.to() : header.createdUnixNanos(),
                    fileBytes,
                    map.batches(),
                    map.exchanges(),
                    footer == null ? Map.of() : losses(footer),
                    footer == null
                            ? new RecordingInfo.End.Open(map.tornBytes())
                            : new RecordingInfo.End.Orderly(footer.getReason()),
                    allDamage());
        }
    }

    private static Map<String, Long> losses(RecordingFooter footer) {
        Map<String, Long> losses = new TreeMap<>();
        footer.getTotals().getLossesList().forEach(loss -> losses.merge(loss.getCause(), loss.getCount(), Long::sum));
        return losses;
    }

    @GuardedBy("lock")
    private List<RecordingInfo.Damage> allDamage() {
        List<RecordingInfo.Damage> all = new ArrayList<>(damage.values());
        for (FrameMap.Entry entry : map.entries()) {
            if (entry instanceof FrameMap.Entry.Hole hole) {
                all.add(new RecordingInfo.Damage(hole.offset(), hole.bytes(), hole.frames(), 0));
            }
        }
        return List.copyOf(all);
    }

    /** All batches, from the first one. */
    public BatchCursor<Batch> batches() {
        return batches(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * The batches of a range of time. Reads no others, but begins with batches of sequence 0 that tell what rows of the range
     * may refer to. Batches that were written together come together, so it begins and ends up to a second outside.
     *
     * @param fromUnixNanos first nanosecond of the range
     * @param toUnixNanos first nanosecond after the range
     */
    public BatchCursor<Batch> batches(long fromUnixNanos, long toUnixNanos) {
        return cursor(BatchForm.MESSAGES, fromUnixNanos, toUnixNanos);
    }

    /** The same as {@link #batches(long, long)}, with exchanges as columns: for those who only look at rows. */
    public BatchCursor<ColumnBatch> columns(long fromUnixNanos, long toUnixNanos) {
        return cursor(BatchForm.COLUMNS, fromUnixNanos, toUnixNanos);
    }

    private <T> BatchCursor<T> cursor(BatchForm<T> form, long from, long to) {
        synchronized (lock) {
            return new Cursor<>(frames, form, checkpoints, map.entries(), from, to, this::found);
        }
    }

    /** Where in time its rows are, as far as its index says: what can be known without reading them. In the order of the file. */
    public List<RecordingSpan> spans() {
        List<RecordingSpan> spans = new ArrayList<>();
        synchronized (lock) {
            for (FrameMap.Entry entry : map.entries()) {
                if (entry instanceof FrameMap.Entry.Block block && block.from() != Long.MIN_VALUE) {
                    spans.add(new RecordingSpan(block.from(), block.to(), block.exchanges()));
                }
            }
        }
        return spans;
    }

    private void found(RecordingInfo.Damage found) {
        synchronized (lock) {
            damage.put(found.offset(), found);
        }
    }

    /**
     * Looks for what was written since the recording was opened, or since the last call. Cursors made before don't see it.
     *
     * @return whether there is more
     * @throws RecordingException if the disk fails
     */
    public boolean refresh() throws RecordingException {
        synchronized (lock) {
            try {
                long before = map.batches();
                fileBytes = file.size();
                map.read(fileBytes);
                return map.batches() > before;
            } catch (IOException e) {
                throw frames.readFailed(e);
            }
        }
    }

    /** Lets go of the file. Cursors fail after this. */
    @Override
    public void close() {
        closeQuietly(file);
    }
}
