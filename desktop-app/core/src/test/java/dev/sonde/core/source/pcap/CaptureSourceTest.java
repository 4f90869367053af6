package dev.sonde.core.source.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.library.Library;
import dev.sonde.core.library.RecordedFile;
import dev.sonde.core.library.RecordedFile.Ending;
import dev.sonde.core.library.RecordedFile.Legible;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.SourceListener.SourceState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CaptureSourceTest {
    private static final int INCOMPLETE = 2;
    private static final int CUT = 4;

    @TempDir
    Path folder;

    @Test
    void findsEveryHttpExchangeThatTsharkFinds() throws Exception {
        int compared = 0;
        for (Path capture : Corpus.captures("http")) {
            List<String> truth = httpTruth(capture);
            List<String> extra = new ArrayList<>();
            for (Seen.Row row : Seen.of(capture).rows) {
                String found = row.text().replaceFirst("\\?.*", "") + " " + row.status();
                if (truth.remove(found)) {
                    compared++;
                } else if ((row.flags() & (INCOMPLETE | CUT)) == 0) {
                    extra.add(found);
                }
            }
            assertThat(truth).as("missing in %s", capture.getFileName()).isEmpty();
            assertThat(extra).as("invented in %s", capture.getFileName()).isEmpty();
        }
        assertThat(compared).isPositive();
    }

    @Test
    void findsEveryStatementThatTsharkFinds() throws Exception {
        int compared = 0;
        for (Path capture : Corpus.captures("mysql")) {
            Seen seen = Seen.of(capture);
            if (!seen.opaque.isEmpty()) {
                assertThat(seen.opaque)
                        .as("%s", capture.getFileName())
                        .allMatch(why ->
                                why.startsWith("mysql: ") || (why.equals("unknown protocol") && seen.rows.isEmpty()));
                continue;
            }
            List<String> truth = new ArrayList<>();
            List<Integer> errors = new ArrayList<>();
            for (String[] f : Truth.rows(capture)) {
                String[] commands = f[Truth.MYSQL_COMMAND].split("\\|", -1);
                if (!f[Truth.MYSQL_QUERY].isEmpty() && commands.length == 1) {
                    truth.add(letters((commands[0].equals("22") ? "prepare " : "") + f[Truth.MYSQL_QUERY]));
                }
                if (!f[Truth.MYSQL_ERROR].isEmpty()) {
                    errors.add(Integer.parseInt(f[Truth.MYSQL_ERROR]));
                }
            }
            for (Seen.Row row : seen.rows) {
                if (truth.remove(letters(row.endpoint()))) {
                    compared++;
                }
            }
            assertThat(truth).as("missing in %s", capture.getFileName()).isEmpty();
            assertThat(seen.rows.stream()
                            .map(Seen.Row::status)
                            .filter(s -> s > 0)
                            .toList())
                    .as("errors of %s", capture.getFileName())
                    .containsExactlyInAnyOrderElementsOf(errors);
        }
        assertThat(compared).isPositive();
    }

    @Test
    void readsEveryFormOfTheSameCaptureAlike() throws Exception {
        Path classic = Corpus.folder().resolve("mysql/171-mysql.pcap");
        List<Seen.Row> truth = Seen.of(classic).rows;
        byte[] bytes = Files.readAllBytes(classic);
        assertThat(truth).isNotEmpty();
        assertThat(Seen.of(write("packed.pcap.gz", gzip(bytes))).rows).isEqualTo(truth);
        byte[] packed = Zstd.compress(bytes);
        assertThat(Seen.of(write("packed.pcap.zst", packed)).rows).isEqualTo(truth);
        assertThat(WhereFile.of(folder.resolve("packed.pcap.zst"))).isInstanceOf(Where.Capture.class);
        assertThat(Seen.of(write("little.pcapng", pcapng(bytes, ByteOrder.LITTLE_ENDIAN))).rows)
                .isEqualTo(truth);
        assertThat(Seen.of(write("big.pcapng", pcapng(bytes, ByteOrder.BIG_ENDIAN))).rows)
                .isEqualTo(truth);
    }

    @Test
    void saysByWhatItIsPackedWhereItCantUnpack() throws Exception {
        Path packed = write("packed.pcap.xz", new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 4});
        assertThatThrownBy(() -> Seen.of(packed)).isInstanceOfSatisfying(SondeException.class, e -> {
            assertThat(e.code()).isEqualTo("SD-2101");
            assertThat(e.why()).contains("packed with xz");
        });
    }

    @Test
    void putsSegmentsInOrderWhateverTheirOrderInTheFile() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        List<byte[]> packets = ClassicCapture.packets(bytes);
        List<String> truth = texts(Seen.of(write("right.pcap", bytes)));
        for (int i = 4; i + 1 < packets.size(); i += 2) {
            Collections.swap(packets, i, i + 1);
        }
        assertThat(texts(Seen.of(write("swapped.pcap", ClassicCapture.joined(bytes, packets)))))
                .isEqualTo(truth);
    }

    /** As queues of one interface write them. */
    @Test
    void putsPacketsInOrderHoweverFarTheyAreFromTheirPlace() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        List<byte[]> packets = ClassicCapture.packets(bytes);
        for (int i = 0; i < packets.size(); i++) {
            header(packets.get(i)).putInt(0, 1_700_000_000).putInt(4, i * 50_000);
        }
        byte[] right = ClassicCapture.joined(bytes, packets);
        Collections.shuffle(packets, new Random(7));
        assertReadAs(right, write("shuffled.pcap", ClassicCapture.joined(bytes, packets)));
    }

    @Test
    void leavesInTheirOrderPacketsBetweenWhichTheClockWasSetBack() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        List<byte[]> packets = ClassicCapture.packets(bytes);
        for (byte[] packet : packets.subList(packets.size() / 2, packets.size())) {
            header(packet).putInt(0, header(packet).getInt(0) - 3600);
        }
        assertReadAs(bytes, write("set.pcap", ClassicCapture.joined(bytes, packets)));
    }

    @Test
    void countsNothingTwiceWhenEveryPacketIsThereTwice() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/171-mysql.pcap"));
        List<byte[]> twice = new ArrayList<>();
        for (byte[] packet : ClassicCapture.packets(bytes)) {
            twice.add(packet);
            twice.add(packet);
        }
        assertThat(texts(Seen.of(write("twice.pcap", ClassicCapture.joined(bytes, twice)))))
                .isEqualTo(texts(Seen.of(write("once.pcap", bytes))));
    }

    @Test
    void countsNothingTwiceWhenTheInterfacesOfACaptureHandTheirPacketsOverInBlocks() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        List<byte[]> packets = ClassicCapture.packets(bytes);
        List<byte[]> blocks = new ArrayList<>();
        for (int from = 0; from < packets.size(); from += 12) {
            List<byte[]> block = packets.subList(from, Math.min(packets.size(), from + 12));
            blocks.addAll(block);
            blocks.addAll(block);
        }
        byte[] twice = pcapng(ClassicCapture.joined(bytes, blocks), ByteOrder.LITTLE_ENDIAN);
        assertReadAs(bytes, write("blocks.pcapng", twice));
    }

    /** The same is read of another capture as of the right one, and nothing is lost. */
    private void assertReadAs(byte[] right, Path other) throws Exception {
        Seen seen = Seen.of(other);
        assertThat(texts(seen)).isEqualTo(texts(Seen.of(write("right.pcap", right))));
        assertThat(seen.losses).isEmpty();
    }

    private static ByteBuffer header(byte[] packet) {
        return ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void saysWhatIsLostWhenAPacketIsNotInTheCapture() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        List<byte[]> packets = ClassicCapture.packets(bytes);
        packets.remove(9);
        Seen seen = Seen.of(write("hole.pcap", ClassicCapture.joined(bytes, packets)));
        assertThat(seen.losses.keySet()).isNotEmpty();
        assertThat(seen.rows).isNotEmpty();
    }

    @Test
    void keepsWhatIsWholeOfACaptureCutAnywhere() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        for (int length = 0; length < bytes.length; length += 61) {
            Path cut = write("cut.pcap", Arrays.copyOf(bytes, length));
            if (length < 24) {
                assertThatThrownBy(() -> Seen.of(cut))
                        .isInstanceOfSatisfying(
                                SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2101"));
            } else {
                assertThat(Seen.of(cut).states.getLast()).isInstanceOf(SourceState.Ended.class);
            }
        }
    }

    @Test
    void isRecordedAsCutWhereItIs() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("mysql/mysql-table-create.pcap"));
        assertThat(endOfItsRecording("whole", bytes)).isEqualTo(new Ending.Closed("stopped"));
        assertThat(endOfItsRecording("cut", Arrays.copyOf(bytes, bytes.length - 9)))
                .isEqualTo(new Ending.Closed("the capture is cut: it ends within a packet"));
    }

    private Ending endOfItsRecording(String name, byte[] capture) throws Exception {
        Path recordings = Files.createDirectory(folder.resolve(name));
        SessionOptions options = SessionOptions.defaults().recordingTo(recordings.resolve("it.sonde"));
        try (Session session = Session.open(new Where.Capture(write(name + ".pcap", capture)), options)) {
            var _ = session.await(state -> false, Duration.ofMinutes(1));
        }
        List<RecordedFile> found = new Library(recordings).list(CancelToken.NONE, ratio -> {});
        return ((Legible) found.getFirst().content()).ending();
    }

    @Test
    void saysThatAForeignFileIsNoCapture() throws Exception {
        Path foreign = write("image.pcap", "GIF89a and more of it".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> Seen.of(foreign)).isInstanceOfSatisfying(SondeException.class, e -> {
            assertThat(e.code()).isEqualTo("SD-2101");
            assertThat(e.why()).contains("it looks like text");
        });
        assertThatThrownBy(() -> Seen.of(folder.resolve("none.pcap")))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-2100"));
    }

    @Test
    void namesAnInterfaceThatItCannotRead() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("http/httpv1.pcap"));
        bytes[20] = 105;
        Seen seen = Seen.of(write("wlan.pcap", bytes));
        assertThat(seen.states.getLast())
                .isInstanceOfSatisfying(
                        SourceState.Failed.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("SD-2103"));
    }

    @Test
    void survivesDamageAtAnyByte() throws Exception {
        byte[] bytes = Files.readAllBytes(Corpus.folder().resolve("http/client-ip.pcap"));
        for (int at = 24; at < bytes.length; at += 7) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) 0xff;
            SourceState last = Seen.of(write("damaged.pcap", damaged)).states.getLast();
            if (last instanceof SourceState.Failed(SondeException reason)) {
                assertThat(reason.code()).isIn("SD-2102", "SD-2103");
            }
        }
    }

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private static List<String> texts(Seen seen) {
        return seen.rows.stream().map(r -> r.text() + " " + r.status()).toList();
    }

    private static List<String> httpTruth(Path capture) throws Exception {
        Map<String, ArrayDeque<String>> open = new HashMap<>();
        List<String> pairs = new ArrayList<>();
        for (String[] f : Truth.rows(capture)) {
            String ahead = f[2] + ":" + f[3] + ">" + f[5] + ":" + f[6];
            String back = f[5] + ":" + f[6] + ">" + f[2] + ":" + f[3];
            if (!f[Truth.HTTP_METHOD].isEmpty()) {
                String path = f[Truth.HTTP_URI].replaceFirst("\\?.*", "");
                open.computeIfAbsent(ahead, k -> new ArrayDeque<>()).add(f[Truth.HTTP_METHOD] + " " + path);
            } else if (!f[Truth.HTTP_CODE].isEmpty() && open.containsKey(back)) {
                String request = open.get(back).poll();
                if (request != null) {
                    pairs.add(request + " " + f[Truth.HTTP_CODE]);
                }
            }
        }
        return pairs;
    }

    /** What is left of a statement without literals, case and layout. */
    private static String letters(String sql) {
        return sql.toLowerCase(Locale.ROOT).replaceAll("'[^']*'|\"[^\"]*\"|[^a-z_]", "");
    }

    private static byte[] gzip(byte[] bytes) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** The same packets as pcapng with two interfaces, the second of which counts nanoseconds. */
    private static byte[] pcapng(byte[] classic, ByteOrder order) {
        ByteBuffer in = ByteBuffer.wrap(classic).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer out = ByteBuffer.allocate(classic.length * 2 + 1024).order(order);
        out.putInt(0x0a0d0d0a).putInt(28).putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0);
        out.putLong(-1).putInt(28);
        short link = (short) in.getInt(20);
        out.putInt(1).putInt(20).putShort(link).putShort((short) 0).putInt(0).putInt(20);
        out.putInt(1).putInt(32).putShort(link).putShort((short) 0).putInt(0);
        out.putShort((short) 9)
                .putShort((short) 1)
                .put((byte) 9)
                .put(new byte[3])
                .putInt(0)
                .putInt(32);
        int number = 0;
        for (byte[] packet : ClassicCapture.packets(classic)) {
            ByteBuffer p = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
            int length = packet.length - 16;
            int padding = -length & 3;
            int of = number++ % 2;
            long micros = p.getInt(0) * 1_000_000L + p.getInt(4);
            long ticks = of == 0 ? micros : micros * 1000;
            out.putInt(6).putInt(32 + length + padding).putInt(of);
            out.putInt((int) (ticks >>> 32)).putInt((int) ticks).putInt(length).putInt(p.getInt(12));
            out.put(packet, 16, length).put(new byte[padding]).putInt(32 + length + padding);
        }
        return Arrays.copyOf(out.array(), out.position());
    }
}
