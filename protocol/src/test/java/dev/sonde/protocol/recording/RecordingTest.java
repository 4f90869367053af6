package dev.sonde.protocol.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.protocol.v1.Batch;
import dev.sonde.protocol.v1.Loss;
import dev.sonde.protocol.v1.Notes;
import dev.sonde.protocol.v1.Strings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
    @TempDir
    Path folder;

    private int names;

    /** Writes one frame a batch. */
    private Path record(List<Batch> batches, boolean finish) throws IOException {
        Path file = folder.resolve("r" + names++ + ".sonde");
        RecordingWriter writer = RecordingWriter.create(file, "0.1.0");
        for (Batch batch : batches) {
            writer.append(batch);
            writer.flush();
        }
        if (finish) {
            writer.finish("stopped");
            return file;
        }
        Path cut = folder.resolve("r" + names++ + ".sonde");
        Files.copy(file, cut);
        writer.close();
        return cut;
    }

    private static List<Batch> some(int count) {
        Traffic traffic = new Traffic(7, 1, 40, 100_000_000);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(traffic.next());
        }
        return batches;
    }

    private static List<Batch> all(BatchCursor<Batch> cursor) throws IOException {
        List<Batch> batches = new ArrayList<>();
        for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
            batches.add(batch);
        }
        return batches;
    }

    private static List<Batch> sent(List<Batch> batches) {
        return batches.stream().filter(batch -> batch.getSequence() != 0).toList();
    }

    private static List<Loss> losses(List<Batch> batches) {
        return batches.stream().flatMap(b -> b.getLossesList().stream()).toList();
    }

    private Path write(byte[] bytes) throws IOException {
        Path file = folder.resolve("w" + names++);
        return Files.write(file, bytes);
    }

    @Test
    void whatIsAddedAfterTheEndIsReadAfterAllThatWasThereAndTheRecordingStaysWhole() throws IOException {
        List<Batch> batches = some(30);
        Path file = record(batches, true);
        Batch first = note(7, "first");
        Batch second = note(8, "second");
        RecordingAppend.add(file, first);
        RecordingAppend.add(file, second);
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(reader.info().end()).isInstanceOf(RecordingInfo.End.Orderly.class);
            assertThat(reader.info().damage()).isEmpty();
            assertThat(reader.info().batches()).isEqualTo(32);
            List<Batch> read = all(reader.batches(Long.MIN_VALUE, Long.MAX_VALUE));
            assertThat(read.subList(0, 30)).isEqualTo(batches);
            assertThat(read.subList(30, 32)).containsExactly(first, second);
        }
    }

    @Test
    void nothingIsAddedToARecordingThatWasNotClosed() throws IOException {
        Path file = record(some(5), false);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> RecordingAppend.add(file, note(7, "late")))
                .isInstanceOfSatisfying(
                        RecordingException.class, e -> assertThat(e.code()).isEqualTo("SD-2021"));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static Batch note(long id, String text) {
        Notes notes = Notes.newBuilder()
                .addId(id)
                .addUnixNs(1_700_000_000_000_000_000L)
                .addAuthor("me")
                .addText(text)
                .addLink("")
                .build();
        return Batch.newBuilder().setNotes(notes).build();
    }

    @Test
    void givesBackExactlyWhatWasAppended() throws IOException {
        List<Batch> batches = some(50);
        Path file = record(batches, true);
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(all(reader.batches())).isEqualTo(batches);
            RecordingInfo info = reader.info();
            assertThat(info.end()).isEqualTo(new RecordingInfo.End.Orderly("stopped"));
            assertThat(info.batches()).isEqualTo(50);
            assertThat(info.exchanges())
                    .isEqualTo(batches.stream()
                            .mapToLong(b -> b.getExchanges().getConnectionCount())
                            .sum());
            assertThat(info.writtenBy()).isEqualTo("0.1.0");
            assertThat(info.damage()).isEmpty();
        }
    }

    @Test
    void groupsBatchesOfHalfASecondIntoOneFrame() throws IOException {
        Path file = folder.resolve("grouped.sonde");
        List<Batch> batches = some(20);
        try (RecordingWriter writer = RecordingWriter.create(file, "0.1.0")) {
            for (Batch batch : batches) {
                writer.append(batch);
            }
        }
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(all(reader.batches())).isEqualTo(batches);
        }
        assertThat(Files.size(file)).isLessThan(Files.size(record(batches, true)));
    }

    @Test
    void writesWhatIsHeldByItself() throws Exception {
        Path file = folder.resolve("held.sonde");
        try (RecordingWriter writer = RecordingWriter.create(file, "0.1.0");
                RecordingReader reader = RecordingReader.open(file)) {
            writer.append(some(1).getFirst());
            while (!reader.refresh()) {
                Thread.sleep(20);
            }
            assertThat(all(reader.batches())).hasSize(1);
        }
    }

    @Test
    void yieldsTheWholeFramesAfterACutAtAnyByte() throws IOException {
        List<Batch> batches = some(12);
        byte[] whole = Files.readAllBytes(record(batches, true));
        List<Long> ends = frameEnds(whole);
        for (int length = 0; length < whole.length; length++) {
            Path cut = write(Arrays.copyOf(whole, length));
            if (length < Format.FILE_HEADER_BYTES) {
                assertThatThrownBy(() -> RecordingReader.open(cut)).isInstanceOf(RecordingException.class);
            } else {
                int limit = length;
                long frames = ends.stream().filter(end -> end <= limit).count();
                try (RecordingReader reader = RecordingReader.open(cut)) {
                    assertThat(all(reader.batches())).as("cut at %d", length).isEqualTo(batches.subList(0, (int)
                            Math.min(frames, batches.size())));
                }
            }
            Files.delete(cut);
        }
    }

    private static List<Long> frameEnds(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> ends = new ArrayList<>();
        long at = Format.FILE_HEADER_BYTES;
        for (FrameHeader h = FrameHeader.decode(bytes, (int) at); h != null; h = FrameHeader.decode(bytes, (int) at)) {
            at += h.frameBytes();
            ends.add(at);
        }
        return ends;
    }

    @Test
    void neverGivesWrongDataAfterAnyByteHasFlipped() throws IOException {
        for (boolean finished : new boolean[] {true, false}) {
            List<Batch> batches = some(6);
            Set<Batch> known = new HashSet<>(batches);
            byte[] whole = Files.readAllBytes(record(batches, finished));
            for (int at = 0; at < whole.length; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) (1 << (at % 8));
                Path file = write(damaged);
                try (RecordingReader reader = RecordingReader.open(file)) {
                    List<Batch> read = all(reader.batches());
                    List<Batch> sent = sent(read);
                    assertThat(known).as("flip at %d", at).containsAll(sent);
                    assertThat(sent).as("flip at %d", at).hasSizeGreaterThanOrEqualTo(batches.size() - 1);
                    if (sent.size() < batches.size()) {
                        boolean said = !losses(read).isEmpty()
                                || (reader.info().end() instanceof RecordingInfo.End.Open open && open.tornBytes() > 0);
                        assertThat(said).as("flip at %d is said", at).isTrue();
                    }
                }
                Files.delete(file);
            }
        }
    }

    @Test
    void saysNamesAgainAfterTheFrameThatHadThemIsLost() throws IOException {
        List<Batch> batches = some(5);
        byte[] bytes = Files.readAllBytes(record(batches, true));
        bytes[Format.FILE_HEADER_BYTES + FrameHeader.BYTES + 5] ^= 1;
        try (RecordingReader reader = RecordingReader.open(write(bytes))) {
            List<Batch> read = all(reader.batches());
            assertThat(read)
                    .anyMatch(b -> b.getSequence() == 0
                            && b.getStrings().equals(batches.getFirst().getStrings()));
            assertThat(losses(read)).extracting(Loss::getCount).containsExactly((long)
                    batches.getFirst().getExchanges().getConnectionCount());
            assertThat(reader.info().damage()).hasSize(1);
        }
    }

    @Test
    void seeksByTimeAndSaysFirstWhatRowsReferTo() throws IOException {
        List<Batch> batches = some(100);
        Path file = record(batches, true);
        long start = 5_000_000_000_000L + Traffic.UNIX_OFFSET;
        try (RecordingReader reader = RecordingReader.open(file)) {
            List<Batch> read = all(reader.batches(start + 5_000_000_000L, start + 6_000_000_000L));
            assertThat(read.getFirst().getSequence()).isZero();
            assertThat(read.stream().filter(Batch::hasStrings)).hasSize(1);
            assertThat(read.stream().filter(Batch::hasConnections)).hasSize(1);
            assertThat(read).anyMatch(Batch::hasClock);
            assertThat(sent(read)).isSubsetOf(batches).hasSizeBetween(10, 14);
            assertThat(all(reader.batches(0, 1))).isEmpty();
        }
    }

    @Test
    void seeksBehindACheckpointSayTheSameEachTime() throws IOException {
        List<Batch> batches = new ArrayList<>(some(100));
        Strings.Builder names = Strings.newBuilder().setFirstId(1000);
        for (int i = 0; i < 30_000; i++) {
            names.addValues("GET /a/path/that/is/long/enough/to/fill/the/context/of/a/checkpoint/before/the/end/" + i);
        }
        // So many names are said again in a checkpoint of their own.
        Batch naming = batches.get(50).toBuilder().setStrings(names).build();
        batches.set(50, naming);
        Path file = record(batches, true);
        long start = 5_000_000_000_000L + Traffic.UNIX_OFFSET;
        try (RecordingReader reader = RecordingReader.open(file)) {
            List<Batch> first = all(reader.batches(start + 8_000_000_000L, start + 9_000_000_000L));
            List<Batch> second = all(reader.batches(start + 8_000_000_000L, start + 9_000_000_000L));
            assertThat(second).isEqualTo(first);
            assertThat(first.stream().filter(Batch::hasStrings).map(Batch::getStrings))
                    .containsExactly(batches.getFirst().getStrings(), naming.getStrings());
            assertThat(sent(first)).isSubsetOf(batches).hasSizeBetween(10, 14);
            // To another place, over the same checkpoint.
            assertThat(sent(all(reader.batches(start + 7_000_000_000L, start + 8_000_000_000L))))
                    .isSubsetOf(batches)
                    .hasSizeBetween(10, 14);
        }
    }

    @Test
    void goesOnReadingWhileItIsWritten() throws IOException {
        Path file = folder.resolve("live.sonde");
        List<Batch> batches = some(3);
        try (RecordingWriter writer = RecordingWriter.create(file, "0.1.0");
                RecordingReader reader = RecordingReader.open(file)) {
            assertThat(all(reader.batches())).isEmpty();
            for (int i = 0; i < 3; i++) {
                writer.append(batches.get(i));
                writer.flush();
                assertThat(reader.refresh()).isTrue();
                assertThat(all(reader.batches())).isEqualTo(batches.subList(0, i + 1));
            }
            assertThat(reader.refresh()).isFalse();
        }
    }

    @Test
    void survivesTheInterruptionOfTheThreadThatAppends() throws IOException {
        Path file = folder.resolve("interrupted.sonde");
        List<Batch> batches = some(4);
        try (RecordingWriter writer = RecordingWriter.create(file, "0.1.0")) {
            for (Batch batch : batches) {
                Thread.currentThread().interrupt();
                writer.append(batch);
                writer.flush();
                assertThat(Thread.interrupted()).isTrue();
            }
        }
        try (RecordingReader reader = RecordingReader.open(file)) {
            assertThat(all(reader.batches())).isEqualTo(batches);
        }
    }

    @Test
    void readsNewerMinorVersionsAndSkipsFramesItDoesNotKnow() throws IOException {
        List<Batch> batches = some(3);
        byte[] bytes = Files.readAllBytes(record(batches, false));
        bytes[10] = 9;
        seal(bytes, 0);
        int second = (int) (long) frameEnds(bytes).getFirst();
        bytes[second + 4] = 77;
        seal(bytes, second);
        try (RecordingReader reader = RecordingReader.open(write(bytes))) {
            assertThat(reader.info().minor()).isEqualTo(9);
            assertThat(all(reader.batches())).containsExactly(batches.get(0), batches.get(2));
        }
    }

    private static void seal(byte[] bytes, int at) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, 60);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 60, (int) crc.getValue());
    }

    @Test
    void refusesANewerMajorVersionAndSaysWhatToDo() throws IOException {
        byte[] bytes = Files.readAllBytes(record(some(1), true));
        bytes[8] = 2;
        seal(bytes, 0);
        assertThatThrownBy(() -> RecordingReader.open(write(bytes)))
                .isInstanceOfSatisfying(RecordingException.class, e -> {
                    assertThat(e.kind()).isEqualTo(RecordingException.Kind.FUTURE);
                    assertThat(e.what()).contains("format 2.0").contains("reads format 1");
                    assertThat(e.why()).contains("Sonde 0.1.0");
                    assertThat(e.remedy()).contains("newer");
                });
    }

    @Test
    void saysWhatAForeignFileLooksLike() throws IOException {
        byte[] capture = new byte[100];
        ByteBuffer.wrap(capture).order(ByteOrder.LITTLE_ENDIAN).putInt(0xa1b2c3d4);
        assertForeign(capture, "packet capture (pcap)");
        assertForeign("hello\n".repeat(40).getBytes(StandardCharsets.UTF_8), "text");
        assertForeign(new byte[] {0x1f, (byte) 0x8b, 8, 0}, "gzip");
        assertForeign(new byte[0], "empty");
        assertForeign(new byte[200], "unknown");
    }

    private void assertForeign(byte[] bytes, String looksLike) {
        assertThatThrownBy(() -> RecordingReader.open(write(bytes)))
                .isInstanceOfSatisfying(RecordingException.class, e -> {
                    assertThat(e.code()).isEqualTo("SD-2002");
                    assertThat(e.why()).contains(looksLike);
                });
    }

    @Test
    void neverOverwritesAFile() throws IOException {
        Path file = record(some(1), true);
        assertThatThrownBy(() -> RecordingWriter.create(file, "0.1.0"))
                .isInstanceOfSatisfying(
                        RecordingException.class,
                        e -> assertThat(e.kind()).isEqualTo(RecordingException.Kind.NOT_CREATED));
    }
}
