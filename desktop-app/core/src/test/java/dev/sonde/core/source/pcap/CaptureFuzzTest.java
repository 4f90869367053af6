package dev.sonde.core.source.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.sonde.core.source.SourceListener;
import dev.sonde.core.store.SessionStore;
import dev.sonde.core.store.StoreSettings;
import dev.sonde.protocol.v1.Batch;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Captures that no program has written: what is whole of them is read, and the rest is said to be damaged. */
final class CaptureFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void readsWhatIsWholeOfAnyPcap(byte[] input) throws IOException {
        read(input);
    }

    @FuzzTest(maxDuration = "60s")
    void readsWhatIsWholeOfAnyPcapng(byte[] input) throws IOException {
        read(input);
    }

    private static void read(byte[] input) throws IOException {
        Path file = Files.createTempFile("sonde-fuzz", ".pcap");
        try {
            Files.write(file, input);
            Told told = new Told();
            try (CaptureReader reader = CaptureReader.open(file)) {
                CaptureRun run = new CaptureRun(reader, told);
                readAll(run);
                run.finish(null);
            } catch (EOFException | CaptureFormatException | ZipException e) {
                return;
            }
            assertThat(told.store.snapshot().callCount()).isEqualTo(told.exchanges);
        } finally {
            Files.delete(file);
        }
    }

    private static void readAll(CaptureRun run) throws IOException {
        try {
            while (run.step()) {
                // Each packet is taken as it comes.
            }
        } catch (EOFException | CaptureFormatException | ZipException e) {
            // As the source does: what comes before is kept.
        }
    }

    /** Takes the batches as a session does. */
    private static final class Told implements SourceListener {
        final SessionStore store = new SessionStore(StoreSettings.defaults());
        long exchanges;

        @Override
        public void batch(Batch batch) {
            exchanges += batch.getExchanges().getConnectionCount();
            store.accept(batch);
        }

        @Override
        public void state(SourceState state) {}
    }
}
