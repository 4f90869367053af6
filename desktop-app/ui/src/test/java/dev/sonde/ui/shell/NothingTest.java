package dev.sonde.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecorderState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is promised while there is nothing. */
final class NothingTest {
    private static final Path FILE = Path.of("a.sonde");

    @Test
    void noRecordingIsPromisedThatCanNotBeWritten() {
        assertThat(Nothing.recorded(new RecorderState.Writing(FILE, 0, 0))).contains("is recorded");
        assertThat(Nothing.recorded(new RecorderState.Blocked(FILE, full(), 0, 0)))
                .contains("can't be recorded");
    }

    private static SondeException full() {
        return new SondeException("SD-2011", "There is no space left.", "", "Free some.");
    }
}
