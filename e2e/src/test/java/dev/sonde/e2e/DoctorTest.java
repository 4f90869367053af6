package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.e2e.load.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sonde doctor} says what this machine permits, and finds what was left behind. */
@RealKernel
class DoctorTest {
    @TempDir
    Path folder;

    @Test
    void aMapThatIsStillPinnedIsNamedWithWhatToDo() throws Exception {
        String pin = "/sys/fs/bpf/sonde-test-" + ProcessHandle.current().pid();
        Shell.run("mountpoint -q /sys/fs/bpf || mount -t bpf bpf /sys/fs/bpf");
        assertThat(Shell.run("PATH=$PATH:/usr/sbin bpftool map create " + pin
                        + " type hash key 4 value 4 entries 1 name openings"))
                .isEmpty();
        try {
            Sonde.Outcome outcome = new Sonde(folder).run("doctor");

            assertThat(outcome.out())
                    .containsPattern("limited +pinned +" + pin)
                    .contains("rm -r " + pin)
                    .containsPattern("limited +left in kernel +map openings \\(\\d+\\), held by no process")
                    .containsPattern("ok +attached +ingress at ");
            assertThat(outcome.status()).isEqualTo(3);
        } finally {
            Shell.run("rm " + pin);
        }
        assertThat(new Sonde(folder).run("doctor").out()).doesNotContain(pin);
    }
}
