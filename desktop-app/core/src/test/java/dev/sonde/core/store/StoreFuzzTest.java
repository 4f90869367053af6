package dev.sonde.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Tables;
import dev.sonde.protocol.recording.RecordingException;
import dev.sonde.protocol.recording.RecordingReader;
import dev.sonde.protocol.v1.Batch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What may come from a file or a peer that is no agent of this version: batches and recordings of any bytes. */
final class StoreFuzzTest {
    private static final long MEMORY = 1 << 20;

    /** A batch that contradicts itself may be refused; what is in the store by then can still be asked. */
    @FuzzTest(maxDuration = "60s")
    void answersAfterAnyBatch(byte[] input) {
        Batch batch;
        try {
            batch = Batch.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return;
        }
        SessionStore store = new SessionStore(new StoreSettings(MEMORY, Duration.ofSeconds(10)));
        for (int i = 0; i < 2; i++) {
            try {
                store.accept(batch);
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                // The session says SD-2016 and goes on with the next.
            }
        }
        Snapshot snapshot = store.snapshot();
        for (String table : Tables.names()) {
            assertThat(Tables.run(snapshot, Query.of(table), CancelToken.NONE).name())
                    .isEqualTo(table);
        }
    }

    @FuzzTest(maxDuration = "60s")
    void readsWhatIsWholeOfAnyRecording(byte[] input) throws IOException {
        Path file = Files.createTempFile("sonde-fuzz", ".sonde");
        try {
            Files.write(file, input);
            try (RecordingReader reader = RecordingReader.open(file)) {
                long batches = 0;
                var cursor = reader.batches();
                while (cursor.next() != null) {
                    batches++;
                }
                assertThat(batches).isLessThanOrEqualTo(input.length);
                assertThat(reader.info()).isNotNull();
            } catch (RecordingException e) {
                assertThat(e.code()).startsWith("SD-2");
            }
        } finally {
            Files.delete(file);
        }
    }
}
