package dev.sonde.cli;

import dev.sonde.cli.print.Values;
import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.session.Where;
import dev.sonde.core.source.SourceInfo;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.pcap.CaptureSource;
import dev.sonde.core.store.LossInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sonde record}: a recording without a window. */
@Command(
        name = "record",
        header = "Records until the time is over, Ctrl+C or SIGTERM, and prints the file's path as the last line.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde record --for 30s -o incident.sonde",
            "  sonde record --process nginx --port 3306",
            "  sonde record --context prod --namespace shop --workload deployment/cart --for 1m",
            "  sonde record --pcap traffic.pcapng -o traffic.sonde",
            "  ssh host tcpdump -w - tcp | sonde record --pcap -"
        })
final class RecordCommand implements Runner {
    private static final Duration ATTACH = Duration.ofMinutes(5);
    private static final int MOST_NOTES = 8;
    private static final Duration FOREVER = Duration.ofDays(3650);

    @Mixin
    Common common = new Common();

    @Mixin
    WhereOptions where = new WhereOptions();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long, for example 30s.")
    @Nullable
    Duration time;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The recording; must not exist. Default: a new one in the user's data directory.")
    @Nullable
    Path output;

    @Option(names = "--ready-file", paramLabel = "F", description = "F appears when everything is attached.")
    @Nullable
    Path readyFile;

    @Override
    public int run(Terminal terminal) throws Exception {
        Where place = Consent.to(where.where(), where.yes, terminal);
        Path file = output != null ? output : RecordingFiles.newFile(kind(place));
        CountDownLatch stop = new CountDownLatch(1);
        try (StopSignal signal = new StopSignal(stop::countDown)) {
            int status = where.refused(record(terminal, place, file, stop), terminal);
            terminal.out().flush();
            signal.status(status);
            return status;
        }
    }

    private static String kind(Where place) {
        return switch (place) {
            case Where.InCluster(ClusterRequest request) -> request.context().replaceAll("[^A-Za-z0-9.]+", "-");
            case Where.Capture _ -> "capture";
            default -> "local";
        };
    }

    private int record(Terminal terminal, Where place, Path file, CountDownLatch stop) throws Exception {
        Steps steps = new Steps(terminal);
        if (common.verbose) {
            steps.say("the command begins");
        }
        Session session = Session.open(place, SessionOptions.defaults().recordingTo(file));
        try (session;
                Session.Subscription _ = session.onState(state -> show(terminal, state));
                Session.Subscription _ = session.onState(state -> {
                    if (common.verbose) {
                        steps.show(session.agents());
                    }
                    if (isOver(state.source())) {
                        stop.countDown();
                    }
                })) {
            SourceState first = awaitLive(session, stop);
            if (first instanceof SourceState.Live) {
                touch(readyFile);
            }
            Duration limit = time == null || place instanceof Where.Capture ? FOREVER : time;
            if (stop.await(limit.toMillis(), TimeUnit.MILLISECONDS)
                    && session.state().source() instanceof SourceState.Ended
                    && session.state().batches() > 0) {
                touch(readyFile);
            }
        }
        terminal.clearProgress();
        if (session.state().source() instanceof SourceState.Failed(SondeException reason)
                && !isFile(session)
                && session.store().snapshot().agents().isEmpty()) {
            // Nothing was watched: the same command can be given again once what was in its way is mended.
            Files.deleteIfExists(file);
            throw reason;
        }
        return report(terminal, session, file);
    }

    /** Waits until data comes or will not. */
    static SourceState awaitLive(Session session, CountDownLatch stop) throws InterruptedException {
        long until = System.nanoTime() + ATTACH.toNanos();
        SourceState now = session.state().source();
        while (!(now instanceof SourceState.Live) && !isOver(now) && stop.getCount() > 0 && System.nanoTime() < until) {
            now = session.await(state -> state instanceof SourceState.Live, Duration.ofMillis(100));
        }
        return now;
    }

    private static boolean isOver(SourceState state) {
        return state instanceof SourceState.Ended || state instanceof SourceState.Failed;
    }

    private static void touch(@Nullable Path ready) {
        if (ready == null) {
            return;
        }
        try {
            Files.writeString(ready, "");
        } catch (IOException e) {
            throw new SondeException(
                    "SD-2018",
                    "The ready file " + ready + " can't be written",
                    String.valueOf(e.getMessage()),
                    "Name another one.",
                    e);
        }
    }

    private void show(Terminal terminal, SessionState state) {
        if (common.quiet) {
            return;
        }
        terminal.progress(
                switch (state.source()) {
                    case SourceState.Starting(String doing) -> doing + " …";
                    case SourceState.Interrupted(SondeException reason, long _) -> reason.oneLine();
                    default ->
                        "recording: " + written(state.recorder()) + (state.lost() > 0 ? ", lost " + state.lost() : "");
                });
    }

    private static String written(RecorderState recorder) {
        return switch (recorder) {
            case RecorderState.Writing w -> Values.bytes(w.committedBytes());
            case RecorderState.Finished f -> Values.bytes(f.bytes());
            case RecorderState.Blocked b -> b.reason().oneLine();
            case RecorderState.Off _ -> "off";
        };
    }

    /** Says how it went, and where the file is; the exit status. */
    static int report(Terminal terminal, Session session, Path file) {
        SessionState state = session.state();
        if (state.source() instanceof SourceState.Failed(SondeException reason)) {
            if (state.batches() == 0) {
                throw reason;
            }
            terminal.err().println(reason.oneLine());
            printPath(terminal, file);
            return isFile(session) ? ExitStatus.LOST : ExitStatus.FAILED;
        }
        if (state.source() instanceof SourceState.Ended(String how) && how.startsWith(CaptureSource.WITHOUT_TCP)) {
            terminal.err().println("note: " + how);
        }
        int status = ExitStatus.DONE;
        if (state.recorder() instanceof RecorderState.Blocked blocked) {
            terminal.err().println(blocked.reason().oneLine());
            status = ExitStatus.LOST;
        }
        if (state.recorder() instanceof RecorderState.Finished finished && finished.lostBatches() > 0) {
            terminal.err()
                    .println(
                            "SD-2011: " + finished.lostBatches()
                                    + " batches could not be written to the recording. The disk was full or failed. Free some space.");
            status = ExitStatus.LOST;
        }
        if (state.lost() > 0) {
            terminal.err().println("lost: " + losses(session));
            notes(session).forEach(terminal.err()::println);
            status = ExitStatus.LOST;
        }
        printPath(terminal, file);
        return status;
    }

    /** Whether the source was a file, whose readable part is all there is. */
    private static boolean isFile(Session session) {
        return session.info().kind() != SourceInfo.Kind.LIVE;
    }

    private static void printPath(Terminal terminal, Path file) {
        terminal.out().println(file);
    }

    /** What became of agents, in their own words. */
    private static List<String> notes(Session session) {
        return session.store().snapshot().losses().stream()
                .filter(loss ->
                        loss.cause().startsWith("agent_") && !loss.note().isEmpty())
                .map(loss -> "  " + loss.note())
                .distinct()
                .limit(MOST_NOTES)
                .toList();
    }

    private static String losses(Session session) {
        return session.store().snapshot().losses().stream()
                .collect(Collectors.groupingBy(LossInfo::cause, TreeMap::new, Collectors.summingLong(LossInfo::count)))
                .entrySet()
                .stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }
}
