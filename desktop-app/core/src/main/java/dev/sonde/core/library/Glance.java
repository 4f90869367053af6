package dev.sonde.core.library;

import dev.sonde.core.library.RecordedFile.Content;
import dev.sonde.core.library.RecordedFile.Counts;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.RecordedFile.Illegible;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.core.library.RecordedFile.Span;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.LossKind;
import dev.sonde.protocol.recording.BatchCursor;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingInfo;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.v1.Batch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Looks into a recording, as briefly as it can be done. */
final class Glance {
    /** A recorder writes once a second; what has not been written to for so long is not being written. */
    private static final Duration STILL_WRITTEN = Duration.ofSeconds(5);

    /** Every agent says who it is in the first batch that it sends; they begin together. */
    private static final int BATCHES_THAT_NAME_AGENTS = 8;

    private Glance() {}

    static Content into(Path file, Instant changed, Instant now) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            RecordingInfo info = reader.info();
            return new Legible(
                    new Span(info.fromUnixNanos(), info.toUnixNanos()),
                    new Counts(
                            info.exchanges(),
                            lost(info.losses(), LossKind.COUNTS),
                            lost(info.losses(), LossKind.DETAIL)),
                    ending(info, changed.plus(STILL_WRITTEN).isAfter(now)),
                    places(reader));
        } catch (RecordingException e) {
            return new Illegible(RecordingSource.explain(e));
        }
    }

    private static long lost(Map<String, Long> losses, LossKind kind) {
        return losses.entrySet().stream()
                .filter(loss -> LossKind.of(loss.getKey()) == kind && !LossInfo.cameBefore(loss.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Ending ending(RecordingInfo info, boolean fresh) {
        if (!info.damage().isEmpty()) {
            return new Ending.Damaged(
                    info.damage().size(),
                    info.damage().stream()
                            .mapToLong(RecordingInfo.Damage::bytes)
                            .sum());
        }
        return switch (info.end()) {
            case RecordingInfo.End.Orderly(String reason) -> new Ending.Closed(reason);
            case RecordingInfo.End.Open(long torn) -> fresh ? new Ending.BeingWritten() : new Ending.Cut(torn);
        };
    }

    private static List<String> places(RecordingReader reader) throws RecordingException {
        TreeSet<String> nodes = new TreeSet<>();
        BatchCursor<Batch> cursor = reader.batches();
        Batch batch = cursor.next();
        for (int i = 0; batch != null && i < BATCHES_THAT_NAME_AGENTS; i++) {
            if (batch.hasAgentInfo() && !batch.getAgentInfo().getNode().isEmpty()) {
                nodes.add(batch.getAgentInfo().getNode());
            }
            batch = cursor.next();
        }
        return new ArrayList<>(nodes);
    }
}
