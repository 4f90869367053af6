package dev.sonde.core.source.recording;

import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingInfo;
import dev.sonde.protocol.recording.RecordingReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a recording file says of itself, known without reading all of it.
 *
 * @param named facts by their names in snake case, with units; in the order to show them
 */
public record RecordingFacts(Map<String, Object> named) {
    /**
     * Looks at a recording.
     *
     * @throws dev.sonde.core.error.SondeException SD-20xx if it can't be read
     */
    public static RecordingFacts of(Path file) {
        try (RecordingReader reader = RecordingReader.open(file)) {
            return new RecordingFacts(named(reader.info()));
        } catch (RecordingException e) {
            throw RecordingSource.explain(e);
        }
    }

    private static Map<String, Object> named(RecordingInfo info) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("kind", "recording");
        facts.put("format", info.major() + "." + info.minor());
        facts.put("written_by", "sonde " + info.writtenBy());
        facts.put("id", info.id().toString());
        facts.put("file_bytes", info.fileBytes());
        facts.put("batches", info.batches());
        facts.put("exchanges", info.exchanges());
        facts.put(
                "end",
                switch (info.end()) {
                    case RecordingInfo.End.Orderly(String reason) -> reason;
                    case RecordingInfo.End.Open(long torn) ->
                        "not closed: it is being written, or its writer died"
                                + (torn > 0 ? "; " + torn + " bytes are torn" : "");
                });
        facts.put("damaged_parts", (long) info.damage().size());
        return facts;
    }
}
