package dev.sonde.core.source.pcap;

import com.github.luben.zstd.ZstdIOException;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.Source;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.protocol.v1.AgentInfo;
import dev.sonde.protocol.v1.Missing;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A packet capture as a source: its exchanges come in the same batches as those of an agent.
 *
 * <p>A capture sees a connection at one place and doesn't say which. Its durations run from the first byte of the request
 * to the last of the response where it was taken, and are given as the server's: that is what a capture beside a server
 * shows, and one beside a client shows more by the time on the network.
 *
 * <p>One thread reads, puts in order, dissects and delivers; a slow listener only makes it read slower.
 */
public final class CaptureSource implements Source {
    /** How the end of a capture begins in which there was nothing to find. */
    public static final String WITHOUT_TCP = "none of the capture's packets is TCP";

    /** How a capture ends whose file is cut. */
    public static final String CUT = "the capture is cut: it ends within a packet";

    private static final long PROGRESS_BYTES = 8 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Path file;
    private volatile boolean cancelled;
    private @Nullable Thread thread;

    /** Makes a source that reads a capture: pcap or pcapng, plain, gzip or zstd. */
    public CaptureSource(Path file) {
        this.file = file;
    }

    @Override
    public SourceInfo info() {
        Path name = file.getFileName();
        return new SourceInfo(SourceInfo.Kind.CAPTURE, name == null ? file.toString() : name.toString());
    }

    @Override
    public void start(SourceListener listener) {
        CaptureReader reader;
        long size;
        try {
            size = Files.size(file);
            reader = CaptureReader.open(file);
        } catch (IOException e) {
            throw cannotOpen(e);
        }
        thread = Thread.ofPlatform().name("sonde-capture").daemon().start(() -> run(reader, size, listener));
    }

    private SondeException cannotOpen(IOException e) {
        return switch (e) {
            case NoSuchFileException _ ->
                new SondeException("SD-2100", "There is no file " + file, "", "Check the path.", e);
            case AccessDeniedException _ ->
                new SondeException("SD-2100", "The file " + file + " may not be read", "", "Check its permissions.", e);
            case EOFException _ -> notACapture("it ends within its header", e);
            case CaptureFormatException format -> notACapture(format.getMessage(), e);
            case java.util.zip.ZipException zip -> notACapture(zip.getMessage(), e);
            case ZstdIOException zstd -> notACapture(zstd.getMessage(), e);
            default ->
                new SondeException(
                        "SD-2100",
                        "The file " + file + " can't be read",
                        String.valueOf(e.getMessage()),
                        "Check the disk.",
                        e);
        };
    }

    private SondeException notACapture(@Nullable String why, IOException e) {
        return new SondeException(
                "SD-2101",
                file + " is not a packet capture",
                "Sonde reads pcap and pcapng, plain or packed with gzip or zstd; " + why + ".",
                "Choose another file. Other formats of captures can be converted: editcap -F pcapng " + file
                        + " capture.pcapng",
                e);
    }

    private void run(CaptureReader reader, long size, SourceListener listener) {
        CaptureRun run = new CaptureRun(reader, listener);
        try (reader) {
            listener.state(new SourceState.Starting("reading"));
            long nextProgress = PROGRESS_BYTES;
            while (!cancelled && run.step()) {
                if (reader.position() >= nextProgress) {
                    nextProgress = reader.position() + PROGRESS_BYTES;
                    listener.state(new SourceState.Starting("reading, " + read(reader.position(), size)));
                }
            }
            run.finish(null);
            if (cancelled) {
                listener.state(new SourceState.Ended("stopped"));
            } else {
                ended(run, listener);
            }
        } catch (ClosedByInterruptException e) {
            // The flag would keep what comes now from being delivered.
            boolean _ = Thread.interrupted();
            run.finish(null);
            listener.state(new SourceState.Ended("stopped"));
        } catch (EOFException e) {
            run.finish("the file is cut: it ends within a packet");
            ended(run, listener);
        } catch (CaptureFormatException | java.util.zip.ZipException | ZstdIOException e) {
            run.finish("the file is damaged: " + e.getMessage());
            listener.state(new SourceState.Failed(damaged(e, reader.position())));
        } catch (IOException e) {
            run.finish("the disk failed: " + e.getMessage());
            listener.state(new SourceState.Failed(cannotOpen(e)));
        } catch (RuntimeException e) {
            listener.state(new SourceState.Failed(new SondeException(
                    "SD-2105",
                    "Reading " + file + " failed",
                    String.valueOf(e),
                    "Please report this with the capture.",
                    e)));
        }
    }

    /** A pipe has no size. */
    private static String read(long position, long size) {
        return size > 0 ? 100 * position / size + " %" : (position >> 20) + " MiB";
    }

    private SondeException damaged(IOException e, long position) {
        return new SondeException(
                "SD-2102",
                "The capture " + file + " is damaged near byte " + position,
                String.valueOf(e.getMessage()),
                "What comes before is shown; take the capture again for the rest.",
                e);
    }

    private void ended(CaptureRun run, SourceListener listener) {
        if (run.onlyUnsupportedLinks()) {
            listener.state(new SourceState.Failed(new SondeException(
                    "SD-2103",
                    file + " was taken on a kind of interface that Sonde can't read (link type " + run.unsupportedLink()
                            + ")",
                    "Ethernet, raw IP, loopback and Linux cooked captures can be read.",
                    "Capture on one of those, for example: tcpdump -i any")));
        } else {
            listener.state(new SourceState.Ended(run.ending()));
        }
    }

    @Override
    public void close() {
        cancelled = true;
        Thread running = thread;
        if (running == null || running == Thread.currentThread()) {
            return;
        }
        try {
            if (!running.join(PATIENCE)) {
                // It waits for a pipe into which nobody writes.
                running.interrupt();
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the first and the last batch say of the source. */
    static AgentInfo describe(String attach, @Nullable String missing) {
        AgentInfo.Builder info =
                AgentInfo.newBuilder().setNode("capture").setSource("pcap").addAttach(attach);
        if (missing != null) {
            info.addMissing(Missing.newBuilder()
                    .setWhat("the rest of the capture")
                    .setWhy(missing)
                    .setRemedy("Take the capture again, or copy it anew."));
        }
        return info.build();
    }
}
