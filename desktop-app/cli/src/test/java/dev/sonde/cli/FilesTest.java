package dev.sonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they are found in the world: whole, cut, damaged, foreign, not there; and results that can't be written. */
final class FilesTest {
    @TempDir
    Path folder;

    private Path recording = Path.of("");

    @BeforeEach
    void makeARecording() {
        recording = folder.resolve("whole.sonde");
        Run run = Run.of("record", "--pcap", Run.statements(), "-o", recording);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.lines()).last().isEqualTo(recording.toString());
    }

    private Path changed(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static void fails(Run run, int status, String code) {
        assertThat(run.err()).startsWith(code + ": ").hasLineCount(1);
        assertThat(run.status()).isEqualTo(status);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aRecordingOfACaptureHasWhatTheCaptureHas() {
        for (String table : new String[] {"exchanges", "sql", "endpoints"}) {
            assertThat(Run.of("query", recording, table, "--format", "jsonl").out())
                    .isEqualTo(Run.of("query", Run.statements(), table, "--format", "jsonl")
                            .out());
        }
    }

    @Test
    void infoSaysWhatARecordingIs() {
        Run run = Run.of("info", recording, "--format", "json");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains(
                        "\"kind\":\"recording\"",
                        "\"written_by\":\"sonde ",
                        "\"calls\":390",
                        "\"loss\":{}",
                        "\"from\":\"2021-10-22T");
        assertThat(Run.of("info", Run.statements()).out()).contains("packet capture");
        assertThat(Run.of("info", recording, "--format", "jsonl").out()).isEqualTo(run.out());
        List<String> csv = Run.of("info", recording, "--format", "csv").lines();
        assertThat(csv).hasSize(2).first().asString().startsWith("file,kind,").contains(",calls,");
    }

    @Test
    void whatAKeyLogWouldOpenIsSaidNotToHaveBeenRead() {
        Run run = Run.of(
                "record",
                "--pcap",
                Run.statements(),
                "--keylog",
                folder.resolve("keys"),
                "-o",
                folder.resolve("k.sonde"));
        assertThat(run.status()).isEqualTo(ExitStatus.LOST);
        assertThat(run.err()).startsWith("SD-3126").hasLineCount(1);
        assertThat(run.lines()).last().isEqualTo(folder.resolve("k.sonde").toString());
        fails(Run.of("record", "--keylog", folder.resolve("keys")), ExitStatus.USAGE, "SD-3125");
    }

    @Test
    void aCaptureMayComeThroughAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        byte[] capture = Files.readAllBytes(Run.statements());
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                Files.write(pipe, capture, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Run run = Run.of("query", pipe, "exchanges", "--format", "jsonl");
        writer.join();
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.lines()).hasSize(390);
    }

    @Test
    void aRecordingIsNeverWrittenOver() throws IOException {
        byte[] before = Files.readAllBytes(recording);
        Run run = Run.of("record", "--pcap", Run.statements(), "-o", recording);
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).startsWith("SD-2").contains("whole.sonde").hasLineCount(1);
        assertThat(Files.readAllBytes(recording)).isEqualTo(before);
    }

    @Test
    void aPlaceThatCanNotBeWrittenToIsSaid() {
        Run run = Run.of("record", "--pcap", Run.statements(), "-o", folder.resolve("no/such/folder/a.sonde"));
        assertThat(run.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(run.err()).startsWith("SD-2").hasLineCount(1);
    }

    @Test
    void aCutRecordingOpensToItsLastWholePart() throws IOException {
        byte[] whole = Files.readAllBytes(recording);
        Path cut = changed("cut.sonde", Arrays.copyOf(whole, whole.length - 30));
        Run info = Run.of("info", cut);
        assertThat(info.out()).contains("not closed");
        assertThat(info.status()).isIn(ExitStatus.DONE, ExitStatus.LOST);
        assertThat(Run.of("query", cut, "exchanges", "--format", "jsonl").out()).isNotEmpty();
    }

    @Test
    void aDamagedRecordingNeverPassesForWhole() throws IOException {
        byte[] damaged = Files.readAllBytes(recording);
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 8, (byte) 0x5a);
        Path file = changed("damaged.sonde", damaged);
        Run run = Run.of("query", file, "exchanges", "--format", "jsonl");
        assertThat(run.status()).isEqualTo(ExitStatus.LOST);
        assertThat(run.err()).startsWith("SD-2020").hasLineCount(1);
    }

    @Test
    void foreignFilesAreNoRecordings() throws IOException {
        fails(
                Run.of(
                        "query",
                        changed("a.txt", "hello, world, this is text".getBytes(StandardCharsets.US_ASCII)),
                        "sql"),
                1,
                "SD-2002");
        fails(Run.of("info", changed("empty", new byte[0])), 1, "SD-2002");
        Run text = Run.of(
                "query", changed("a.pcap.gz", "hello, world, this is text".getBytes(StandardCharsets.US_ASCII)), "sql");
        fails(text, 1, "SD-2101");
        assertThat(text.err()).contains("it looks like text");
        Run recorded = Run.of("query", changed("b.pcap", Files.readAllBytes(recording)), "exchanges");
        assertThat(recorded.status()).isEqualTo(ExitStatus.DONE);
        fails(Run.of("watch", "--pcap", changed("b.txt", new byte[] {1, 2, 3, 4, 5, 6, 7, 8})), 1, "SD-2101");
    }

    @Test
    void aRecordingOfALaterVersionIsRefusedWithTheVersion() throws IOException {
        byte[] later = Files.readAllBytes(recording);
        ByteBuffer header =
                ByteBuffer.wrap(later).order(ByteOrder.LITTLE_ENDIAN).putShort(8, (short) 7);
        CRC32C checksum = new CRC32C();
        checksum.update(later, 0, 60);
        header.putInt(60, (int) checksum.getValue());
        Run run = Run.of("info", changed("later.sonde", later));
        fails(run, ExitStatus.FAILED, "SD-2003");
        assertThat(run.err()).contains("7.0", "newer");
    }

    @Test
    void whatCanNotBeReadSaysWhy() {
        assertThat(Run.of("query", folder.resolve("nowhere.sonde"), "sql").err())
                .startsWith("SD-2001")
                .contains("nowhere.sonde");
        assertThat(Run.of("query", folder, "sql").status()).isEqualTo(ExitStatus.FAILED);
        assertThat(Run.of("info", folder).err()).startsWith("SD-2").hasLineCount(1);
        assertThat(Run.of("record", "--pcap", folder.resolve("nowhere.pcap"), "-o", folder.resolve("x"))
                        .err())
                .startsWith("SD-2");
    }

    @Test
    void aCutCaptureGivesWhatItHasAndSaysSo() throws IOException {
        byte[] whole = Files.readAllBytes(Run.statements());
        Path cut = changed("cut.pcap", Arrays.copyOf(whole, whole.length / 2));
        Run run = Run.of("query", cut, "exchanges", "--format", "jsonl");
        assertThat(run.status()).isEqualTo(ExitStatus.LOST);
        assertThat(run.lines()).hasSizeGreaterThan(50);
        assertThat(run.err()).startsWith("SD-2").hasLineCount(1);
    }

    @Test
    void quietSaysNothingButResults() {
        Run run = Run.of("query", Run.statements(), "sql", "--quiet");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isNotEmpty();
    }

    @Test
    void verboseHasTheTechnicalCause() {
        Run run = Run.of("info", folder.resolve("nowhere.sonde"), "--verbose");
        assertThat(run.err()).startsWith("SD-2001").contains("at dev.sonde.");
    }

    private static Run writingTo(String failure) {
        java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(failure);
            }
        };
        Terminal terminal = new Terminal(
                ResultStream.over(broken), new PrintStream(err, true, StandardCharsets.UTF_8), false, false);
        int status = Main.run(terminal, "query", Run.statements().toString(), "exchanges");
        return new Run(status, "", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aReaderThatHasEnoughEndsTheCommandInSilence() {
        Run run = writingTo("Broken pipe");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @Test
    void resultsThatCanNotBeWrittenAreAFailure() {
        fails(writingTo("No space left on device"), ExitStatus.FAILED, "SD-2019");
    }

    @Test
    void theTerminalShowsAFileOnceWhereThereIsNoTerminal() {
        Run run = Run.of("watch", "--pcap", Run.statements());
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsOnlyOnce("SERVICES")
                .contains("ENDPOINTS", "SLOWEST", "PING")
                .doesNotContain("\u001b");
    }
}
