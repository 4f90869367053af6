package dev.sonde.core.source.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.table.Query;
import dev.sonde.core.table.Table;
import dev.sonde.core.table.Tables;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real capture, against what TShark decodes from it, in the forms in which captures come. */
final class CaptureFormsTest {
    @TempDir
    Path folder;

    @Test
    void findsTheResponsesThatTsharkPairsAndOneRowForEachConnection() throws Exception {
        Path capture = write(capture());
        assertThat(responses(capture)).isEqualTo(truth());
        Table connections = table(capture, "connections");
        assertThat(connections.rowCount()).isEqualTo(34);
        for (int row = 0; row < connections.rowCount(); row++) {
            assertThat(connections.value(row, "state")).isEqualTo("close");
            assertThat(connections.value(row, "opened_before")).isEqualTo(false);
        }
        assertThat(table(capture, "loss").rowCount()).isZero();
    }

    @Test
    void readsTheFormThatModifiedTcpdumpsWrite() throws Exception {
        assertReadAlike(ClassicCapture.modified(capture()));
    }

    @Test
    void looksBehindTagsLabelsAndPppoe() throws Exception {
        assertReadAlike(ClassicCapture.mapped(capture(), f -> ClassicCapture.tagged(f, 12, 0x81, 0, 0, 5)));
        assertReadAlike(ClassicCapture.mapped(
                capture(), f -> ClassicCapture.tagged(ofType(f, 0x8847), 14, 0, 0, 0x10, 0x40, 0, 0, 0x21, 0x40)));
        assertReadAlike(ClassicCapture.mapped(
                capture(), f -> ClassicCapture.tagged(ofType(f, 0x8864), 14, 0x11, 0, 0, 1, 0, 0, 0, 0x21)));
    }

    @Test
    void looksBehindPppAndCiscosHdlc() throws Exception {
        assertReadAlike(ClassicCapture.ofLink(capture(), 9, 0xff, 3, 0, 0x21));
        assertReadAlike(ClassicCapture.ofLink(capture(), 9, 0x21));
        assertReadAlike(ClassicCapture.ofLink(capture(), 50, 0xff, 3, 0, 0x21));
        assertReadAlike(ClassicCapture.ofLink(capture(), 51, 0x11, 0, 0, 1, 0, 0, 0, 0x21));
        assertReadAlike(ClassicCapture.ofLink(capture(), 104, 0x0f, 0, 8, 0));
    }

    @Test
    void looksIntoTheTunnelsOfClusters() throws Exception {
        assertReadAlike(
                ClassicCapture.mapped(capture(), f -> ClassicCapture.overUdp(f, 4789, 0x88, 0, 0, 1, 0, 0, 42, 0)));
        assertReadAlike(
                ClassicCapture.mapped(capture(), f -> ClassicCapture.overUdp(f, 4789, 8, 0, 0, 0, 0, 0, 42, 0)));
        assertReadAlike(ClassicCapture.mapped(capture(), f -> ClassicCapture.overUdp(f, 8472, 8, 0, 0, 0, 0, 0, 1, 0)));
        assertReadAlike(ClassicCapture.mapped(
                capture(), f -> ClassicCapture.overUdp(f, 6081, 1, 0, 0x65, 0x58, 0, 0, 7, 0, 1, 2, 3, 4)));
    }

    @Test
    void saysThatNothingIsTcpWhereItIsInsideOfAnotherTunnel() throws Exception {
        Seen seen = Seen.of(write(ClassicCapture.mapped(capture(), f -> ClassicCapture.overUdp(f, 5555))));
        assertThat(seen.rows).isEmpty();
        assertThat(seen.states.getLast())
                .isInstanceOfSatisfying(
                        SourceState.Ended.class,
                        ended -> assertThat(ended.reason()).startsWith(CaptureSource.WITHOUT_TCP));
    }

    @Test
    void looksIntoWhatSwitchesMirror() throws Exception {
        int[] first = {0, 0, 0x88, 0xbe};
        int[] second = {0x10, 0, 0x88, 0xbe, 0, 0, 0, 1, 0x10, 1, 0, 1, 0, 0, 0, 0};
        int[] third = {0x10, 0, 0x22, 0xeb, 0, 0, 0, 1, 0x20, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        int[] thirdWithMore = Arrays.copyOf(third, third.length + 8);
        thirdWithMore[19] = 1;
        for (int[] header : List.of(first, second, third, thirdWithMore)) {
            assertReadAlike(ClassicCapture.mapped(capture(), f -> ClassicCapture.overIp(f, 47, header)));
        }
    }

    @Test
    void readsOnWhenTheClockOfTheCaptureJumps() throws Exception {
        List<byte[]> packets = ClassicCapture.packets(capture());
        List<byte[]> jumping = new ArrayList<>();
        for (int from = 0; from < packets.size(); from += 100) {
            List<byte[]> part = packets.subList(from, Math.min(packets.size(), from + 100));
            jumping.addAll(ClassicCapture.later(part, from / 100 % 2 == 0 ? 0 : -3600));
        }
        int batches = Seen.of(write(capture())).batches;
        Path capture = write(ClassicCapture.joined(capture(), jumping));
        assertThat(responses(capture)).isEqualTo(truth());
        assertThat(Seen.of(capture).batches).isLessThan(batches + 2 * packets.size() / 100 + 2);
    }

    @Test
    void isNotLedAstrayByForgedSegments() throws Exception {
        List<byte[]> packets = ClassicCapture.packets(capture());
        List<byte[]> forged = new ArrayList<>();
        for (byte[] packet : packets) {
            forged.add(packet);
            if (packet.length > ClassicCapture.PACKET_HEADER + 200) {
                forged.add(ClassicCapture.forged(packet, 300_000_000, Segment.ACK));
                forged.add(ClassicCapture.forged(packet, 300_000_000, Segment.RST));
                forged.add(ClassicCapture.forged(packet, -1_000_000, Segment.RST));
            }
        }
        assertThat(responses(write(ClassicCapture.joined(capture(), forged)))).isEqualTo(truth());
    }

    @Test
    void putsFragmentsTogether() throws Exception {
        assertReadAlike(ClassicCapture.fragmented(capture(), 400));
        assertReadAlike(ClassicCapture.fragmented(
                ClassicCapture.mapped(capture(), f -> ClassicCapture.overUdp(f, 4789, 8, 0, 0, 0, 0, 0, 42, 0)), 400));
        byte[] fragmented = ClassicCapture.fragmented(capture(), 1480);
        List<byte[]> packets = ClassicCapture.packets(fragmented);
        assertThat(packets).hasSizeGreaterThan(ClassicCapture.packets(capture()).size());
        packets.removeIf(p -> p[ClassicCapture.PACKET_HEADER + 14 + 6] == 0x20);
        Table loss = table(write(ClassicCapture.joined(fragmented, packets)), "loss");
        List<Object> causes = new ArrayList<>();
        for (int row = 0; row < loss.rowCount(); row++) {
            causes.add(Objects.requireNonNull(loss.value(row, "cause")));
        }
        assertThat(causes).contains("ip_fragment");
    }

    @Test
    void takesCopiesOfAPacketForOne() throws Exception {
        List<byte[]> twice = new ArrayList<>();
        for (byte[] packet : ClassicCapture.packets(capture())) {
            twice.add(packet);
            twice.add(packet);
        }
        Path copies = write(ClassicCapture.joined(capture(), twice));
        assertThat(responses(copies)).isEqualTo(truth());
        Table once = table(write(capture()), "connections");
        Table connections = table(copies, "connections");
        assertThat(connections.rowCount()).isEqualTo(once.rowCount());
        for (int row = 0; row < connections.rowCount(); row++) {
            assertThat(connections.value(row, "retransmits")).isEqualTo(0L);
            assertThat(connections.value(row, "segments_sent")).isEqualTo(once.value(row, "segments_sent"));
        }
    }

    private static byte[] ofType(byte[] frame, int etherType) {
        frame[12] = (byte) (etherType >> 8);
        frame[13] = (byte) etherType;
        return frame;
    }

    private void assertReadAlike(byte[] other) throws Exception {
        Path capture = write(other);
        assertThat(responses(capture)).isEqualTo(truth());
        assertThat(table(capture, "connections").rowCount()).isEqualTo(34);
        assertThat(table(capture, "loss").rowCount()).isZero();
    }

    private static List<String> responses(Path capture) throws Exception {
        Table exchanges = table(capture, "exchanges");
        List<String> found = new ArrayList<>();
        for (int row = 0; row < exchanges.rowCount(); row++) {
            String summary = String.valueOf(exchanges.value(row, "summary"));
            found.add(summary.replaceFirst("^[A-Z]+ ", "").replaceFirst("\\?.*", "") + "\t"
                    + exchanges.value(row, "status"));
        }
        found.sort(null);
        return found;
    }

    private static Table table(Path capture, String name) throws InterruptedException {
        try (Session session = Session.open(WhereFile.of(capture), SessionOptions.defaults())) {
            var _ = session.await(state -> false, Duration.ofMinutes(1));
            return Tables.run(session.store().snapshot(), Query.of(name), CancelToken.NONE);
        }
    }

    private Path write(byte[] bytes) throws Exception {
        return Files.write(folder.resolve("capture.pcap"), bytes);
    }

    private static List<String> truth() throws Exception {
        try (InputStream in = resource("node.tshark.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .sorted()
                    .toList();
        }
    }

    private static byte[] capture() throws Exception {
        try (InputStream in = new GZIPInputStream(resource("node.pcap.gz"))) {
            return in.readAllBytes();
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(CaptureFormsTest.class.getResourceAsStream("/captures/" + name));
    }
}
