package dev.sonde.agent.owner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real programs under other names. */
final class RuntimeDetectorTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");

    @Test
    void anInterpreterOfPythonIsFoundByTheModulesThatItHasMapped(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PYTHON), "There is no " + PYTHON);
        Path renamed = Files.copy(PYTHON.toRealPath(), folder.resolve("stock"));
        String program = "import http.server, sys; print(flush=True); sys.stdin.read()";
        Process process = new ProcessBuilder(renamed.toString(), "-c", program).start();
        try {
            // Its modules are there when it says something.
            process.inputReader().readLine();
            assertThat(detected(process.toHandle())).isEqualTo("python");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void thisProcessIsAVirtualMachineOfJavaByWhateverName() throws IOException {
        assertThat(detected(ProcessHandle.current())).isEqualTo("jvm");
    }

    @Test
    void whatHasNoneOfThemIsNative() throws IOException {
        Process process = new ProcessBuilder("sleep", "10").start();
        try {
            assertThat(detected(process.toHandle())).isEqualTo("native");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String detected(ProcessHandle process) throws IOException {
        Path entry = Path.of("/proc", Long.toString(process.pid()));
        return RuntimeDetector.detect("stock", Files.readString(entry.resolve("maps")), entry.resolve("exe"));
    }
}
