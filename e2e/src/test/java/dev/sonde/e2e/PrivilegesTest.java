package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user without privileges gets: the sample, or this machine where sudo lets them, and never a hang. */
@RealKernel
class PrivilegesTest {
    /** The user nobody, on every system. */
    private static final String NOBODY = "65534";

    private static final String PATH = "/usr/bin:/bin:/usr/sbin:/sbin";

    @TempDir
    private static Path everybodys;

    private static Sonde sonde;
    private static Path home;
    private static Path sample;

    /** The build lies where that user may not look, so it is copied. */
    @BeforeAll
    static void copyTheBuild() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(everybodys, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry))) {
                Path copy = everybodys.resolve(
                        "classes-" + classes.size() + "-" + Path.of(entry).getFileName());
                copy(Path.of(entry), copy);
                classes.add(copy.toString());
            }
        }
        Path agent = everybodys.resolve("agent");
        copy(Path.of(System.getProperty("sonde.agent.home")), agent);
        home = Files.createDirectory(everybodys.resolve("home"));
        assertThat(new ProcessBuilder("chown", NOBODY, home.toString()).start().waitFor())
                .isZero();
        sample = everybodys.resolve("sample.sonde");
        Files.copy(Path.of(System.getProperty("sonde.root"), "samples", "sample.sonde"), sample);
        sonde = new Sonde(everybodys, agent.toString(), String.join(File.pathSeparator, classes));
    }

    @Test
    void withoutPrivilegesTheSampleIsShownAndSaysSoAndHowToWatchThisMachine() throws Exception {
        Ended ended = asNobody("PATH=" + PATH, withoutSudo(), List.of());
        assertThat(ended.status()).isZero();
        assertThat(ended.said())
                .contains("This is the sample recording, not this machine", "SD-2202", "sudo ./sonde")
                .contains("SERVICES", "shop")
                .doesNotContain("Exception", "\u001b");
    }

    @Test
    void withoutPrivilegesRecordingSaysWhatIsMissingAndLeavesNoFile() throws Exception {
        Path file = home.resolve("x.sonde");
        Ended ended = asNobody("PATH=" + PATH, withoutSudo(), List.of("record", "--for", "1s", "-o", file.toString()));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).startsWith("SD-2202: ").contains("sudo").doesNotContain("Exception");
        assertThat(ended.said().strip().lines()).hasSize(1);
        assertThat(file).doesNotExist();
    }

    @Test
    void withoutPrivilegesRecordingsCanBeRead() throws Exception {
        Ended ended = asNobody("PATH=" + PATH, withoutSudo(), List.of("query", sample.toString(), "overview"));
        assertThat(ended.status()).isZero();
        assertThat(ended.said()).contains("all");
    }

    @Test
    void sudoWithoutAPasswordIsUsed() throws Exception {
        assumeThat(Path.of("/usr/bin/sudo")).as("sudo is installed").isExecutable();
        Path file = home.resolve("sudo.sonde");
        Ended ended = asNobody(
                "PATH=" + PATH,
                sudoers("#" + NOBODY + " ALL=(ALL) NOPASSWD: ALL\n"),
                List.of("record", "--for", "2s", "-o", file.toString()));
        assertThat(ended.said()).endsWith(file + "\n").doesNotContain("SD-");
        assertThat(Files.getOwner(file)).isEqualTo(Files.getOwner(home));
        assertThat(sonde.query(file, "agents").getFirst().get("end_reason").asText())
                .isEqualTo("stopped");
    }

    @Test
    void pkexecThatFindsNobodyToAskIsARefusalAndNoHang() throws Exception {
        Path bin = Files.createDirectories(everybodys.resolve("bin"));
        Path pkexec = bin.resolve("pkexec");
        // As pkexec(1) ends where no agent is registered that could ask.
        Files.writeString(pkexec, """
                #!/bin/sh
                [ "$1" = --disable-internal-agent ] || exec sleep 600
                echo 'Error executing command as another user: No authentication agent found.' >&2
                exit 127
                """);
        Files.setPosixFilePermissions(pkexec, PosixFilePermissions.fromString("rwxr-xr-x"));
        Ended ended = asNobody(
                "PATH=" + bin + ":" + PATH,
                withoutSudo(),
                List.of("DISPLAY=:65000"),
                List.of("record", "--for", "1s", "-o", home.resolve("pk.sonde").toString()));
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.said()).startsWith("SD-2202: ").contains("No authentication agent found");
    }

    private record Ended(int status, String said) {}

    private static Ended asNobody(String path, Path sudoers, List<String> arguments) throws Exception {
        return asNobody(path, sudoers, List.of(), arguments);
    }

    /** Runs a command as nobody, in a mount namespace where sudo follows these rules. */
    private static Ended asNobody(String path, Path sudoers, List<String> environment, List<String> arguments)
            throws Exception {
        String inside = "if [ -e /etc/sudoers ]; then mount --bind \"$1\" /etc/sudoers; fi; shift; exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", inside, "sh", sudoers.toString()));
        command.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        command.addAll(List.of("env", "-i", path, "HOME=" + home, "LANG=C.UTF-8"));
        command.addAll(environment);
        command.addAll(sonde.command(arguments.toArray(String[]::new)));
        command.replaceAll(word -> word.startsWith("-Dsonde.sample=") ? "-Dsonde.sample=" + sample : word);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private static Path withoutSudo() throws IOException {
        return sudoers("");
    }

    private static Path sudoers(String rules) throws IOException {
        Path file = Files.createTempFile(everybodys, "sudoers", "");
        Files.writeString(file, rules);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
        return file;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.copy(file, copy);
                boolean program = Files.isExecutable(file);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
