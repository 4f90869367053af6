package dev.sonde.protocol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    /** Said by a writer after each batch, before it dies. */
    static final String APPENDED = "appended ";

    @TempDir
    Path folder;

    @Test
    void whatAKilledWriterHadForLongerThanASecondIsThere() throws Exception {
        Path file = folder.resolve("killed.sonde");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> told = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && told.size() < 30) {
                told.add(Long.parseLong(line.substring(APPENDED.length())));
                line = lines.readLine();
            }
            writer.destroyForcibly();
            assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(told).hasSize(30);
        // A batch each 100 ms: the last second is ten of them.
        long owed = told.get(told.size() - 11);
        try (RecordingReader reader = RecordingReader.open(file)) {
            List<Batch> read = all(reader);
            assertThat(read.getLast().getSequence()).isGreaterThanOrEqualTo(owed);
            assertThat(read).extracting(Batch::getSequence).isSorted().doesNotHaveDuplicates();
            assertThat(read.getFirst().getSequence()).isOne();
            assertThat(reader.info().end()).isInstanceOf(RecordingInfo.End.Open.class);
        }
    }

    /** Records until it is killed. */
    static final class KilledWriter {
        private KilledWriter() {}

        public static void main(String[] args) throws Exception {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            Traffic traffic = new Traffic(5, 1, 1000, 100_000_000);
            try (RecordingWriter writer = RecordingWriter.create(Path.of(args[0]), "0.1.0")) {
                for (int i = 0; i < 600; i++) {
                    Batch batch = traffic.next();
                    writer.append(batch);
                    out.println(APPENDED + batch.getSequence());
                    Thread.sleep(100);
                }
            }
        }
    }

    @Test
    void aFullDiskIsSaidOnceAndCountedAndRecordingGoesOnWhenThereIsSpace() throws Exception {
        Path disk = smallDisk("256k");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[128 * 1024]);
            Path file = disk.resolve("full.sonde");
            Traffic traffic = new Traffic(9, 1, 8000, 100_000_000);
            RecordingWriter writer = RecordingWriter.create(file, "0.1.0");
            assertThat(written(writer, traffic.next())).isTrue();
            fill(ballast);
            int thrown = 0;
            int appended = 1;
            while (writer.progress().lostBatches() < 20) {
                thrown += written(writer, traffic.next()) ? 0 : 1;
                appended++;
            }
            assertThat(thrown).isOne();
            assertThat(writer.progress().failing()).isTrue();
            try (RecordingReader reader = RecordingReader.open(file)) {
                assertThat(all(reader)).hasSize((int) writer.progress().batches() + 1);
            }
            Files.delete(ballast);
            for (int i = 0; i < 10; i++) {
                assertThat(written(writer, traffic.next())).isTrue();
                appended++;
            }
            RecordingWriter.Progress progress = writer.progress();
            writer.finish("stopped");
            assertThat(progress.failing()).isFalse();
            assertThat(progress.batches() + progress.lostBatches()).isEqualTo(appended);
            sayWhatIsMissing(file, progress, appended);
        } finally {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    @Test
    void aRecordingThatEndsOnAFullDiskSaysWhatIsMissing() throws Exception {
        Path disk = smallDisk("2m");
        try {
            for (int batchesBefore : new int[] {3, 2_500}) {
                Path ballast = Files.write(disk.resolve("ballast"), new byte[64 * 1024]);
                Path file = disk.resolve("ends.sonde");
                Traffic traffic = new Traffic(9, 1, 200, 100_000_000);
                RecordingWriter writer = RecordingWriter.create(file, "0.1.0");
                for (int i = 0; i < batchesBefore; i++) {
                    assertThat(written(writer, traffic.next())).isTrue();
                }
                fill(ballast);
                while (writer.progress().lostBatches() < 20) {
                    boolean _ = written(writer, traffic.next());
                }
                sayThatSomethingIsMissing(file);
                RecordingWriter.Progress progress = writer.progress();
                writer.finish("stopped");
                try (RecordingReader reader = RecordingReader.open(file)) {
                    assertThat(reader.info().end()).isEqualTo(new RecordingInfo.End.Orderly("stopped"));
                    assertThat(reader.info().exchanges()).isEqualTo(progress.exchanges());
                    assertThat(reader.info().losses()).containsEntry("recording_write", progress.lostExchanges());
                    assertThat(reader.info().damage()).isEmpty();
                    assertThat(lost(reader)).isEqualTo(progress.lostExchanges());
                }
                Files.delete(file);
                Files.delete(ballast);
            }
        } finally {
            assertThat(run("umount", "-l", disk.toString())).isTrue();
        }
    }

    /** Also while it is not closed: its writer may be killed now. */
    private static void sayThatSomethingIsMissing(Path file) throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(reader.info().end()).isEqualTo(new RecordingInfo.End.Open(0));
            assertThat(lost(reader)).isPositive();
        }
    }

    private static long lost(RecordingReader reader) throws IOException {
        return all(reader).stream()
                .flatMap(batch -> batch.getLossesList().stream())
                .filter(loss -> loss.getCause().equals("recording_write"))
                .mapToLong(Loss::getCount)
                .sum();
    }

    private Path smallDisk(String size) throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()),
                "A small disk can't be mounted without root");
        return disk;
    }

    /** Writes until nothing more goes on the disk. */
    private static void fill(Path ballast) throws IOException {
        for (int chunk = 64 * 1024; chunk > 0; chunk /= 2) {
            try {
                while (true) {
                    Files.write(ballast, new byte[chunk], StandardOpenOption.APPEND);
                }
            } catch (IOException e) {
                // Full for such a chunk.
            }
        }
    }

    private static void sayWhatIsMissing(Path file, RecordingWriter.Progress progress, int appended)
            throws IOException {
        try (RecordingReader reader = RecordingReader.open(file)) {
            List<Batch> read = all(reader);
            assertThat(read.getLast().getSequence()).isEqualTo(appended);
            List<Loss> losses =
                    read.stream().flatMap(b -> b.getLossesList().stream()).toList();
            assertThat(losses).extracting(Loss::getCause).containsOnly("recording_write");
            assertThat(losses.stream().mapToLong(Loss::getCount).sum()).isEqualTo(progress.lostExchanges());
            assertThat(reader.info().end()).isEqualTo(new RecordingInfo.End.Orderly("stopped"));
            assertThat(reader.info().damage()).isEmpty();
        }
    }

    private static boolean written(RecordingWriter writer, Batch batch) {
        try {
            writer.append(batch);
            writer.flush();
            return true;
        } catch (RecordingException e) {
            assertThat(e.kind()).isEqualTo(RecordingException.Kind.DISK_FULL);
            assertThat(e.code()).isEqualTo("SD-2011");
            return false;
        }
    }

    @Test
    void whateverBytesAFileHasItIsReadOrRefusedWithinBounds() throws IOException {
        byte[] whole = Files.readAllBytes(recorded(folder.resolve("fuzz.sonde"), 30));
        Random random = new Random(11);
        Path file = folder.resolve("fuzzed");
        int opened = 0;
        for (int round = 0; round < 1500; round++) {
            byte[] bytes = whole.clone();
            for (int n = random.nextInt(12); n >= 0; n--) {
                damage(bytes, random);
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            Files.write(file, Arrays.copyOf(bytes, length));
            try (RecordingReader reader = RecordingReader.open(file)) {
                opened++;
                assertThat(all(reader).size()).isLessThan(1000);
                reader.batches(random.nextLong(), Long.MAX_VALUE).next();
            } catch (RecordingException e) {
                assertThat(e.code()).startsWith("SD-20");
            }
        }
        assertThat(opened).isGreaterThan(500);
    }

    /** Damages bytes, or numbers of a frame's header whose checksum is then made right again. */
    private static void damage(byte[] bytes, Random random) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = random.nextInt(bytes.length - FrameHeader.BYTES);
        if (random.nextBoolean()) {
            bytes[at] = (byte) random.nextInt();
            return;
        }
        while (at < bytes.length - FrameHeader.BYTES && FrameHeader.decode(buffer, at) == null) {
            at++;
        }
        if (FrameHeader.decode(buffer, at) != null) {
            int[] hostile = {0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, random.nextInt()};
            buffer.putInt(at + 4 + 4 * random.nextInt(14), hostile[random.nextInt(hostile.length)]);
            CRC32C crc = new CRC32C();
            crc.update(bytes, at, FrameHeader.BYTES - 4);
            buffer.putInt(at + FrameHeader.BYTES - 4, (int) crc.getValue());
        }
    }

    @Test
    void aRecordingOfAnEarlierMinorVersionStaysReadable() throws IOException {
        Path file = folder.resolve("v1.0.sonde");
        try (InputStream fixture = Objects.requireNonNull(getClass().getResourceAsStream("v1.0.sonde"), "fixture")) {
            Files.copy(fixture, file);
        }
        try (RecordingReader reader = RecordingReader.open(file)) {
            RecordingInfo info = reader.info();
            assertThat(info.major() + "." + info.minor()).isEqualTo("1.0");
            assertThat(info.end()).isEqualTo(new RecordingInfo.End.Orderly("fixture"));
            Traffic traffic = new Traffic(42, 1, 40, 100_000_000);
            List<Batch> expected = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                expected.add(traffic.next());
            }
            assertThat(all(reader)).isEqualTo(expected);
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaidWithItsReason() {
        assertThatThrownBy(() -> RecordingWriter.create(folder.resolve("no/where.sonde"), "0.1.0"))
                .isInstanceOfSatisfying(
                        RecordingException.class, e -> assertThat(e.code()).isEqualTo("SD-2010"));
    }

    private static Path recorded(Path file, int batches) throws IOException {
        Traffic traffic = new Traffic(7, 1, 40, 100_000_000);
        try (RecordingWriter writer = RecordingWriter.create(file, "0.1.0")) {
            for (int i = 0; i < batches; i++) {
                writer.append(traffic.next());
                writer.flush();
            }
        }
        return file;
    }

    private static List<Batch> all(RecordingReader reader) throws IOException {
        List<Batch> batches = new ArrayList<>();
        BatchCursor<Batch> cursor = reader.batches();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            batches.add(batch);
        }
        return batches;
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
