package dev.sonde.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.protocol.recording.RecordingWriter;
import dev.sonde.ui.desk.Openings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are not what they should be: each says a code, what, why and what to do, and what is open stays. */
final class TroubleTest extends OnNothing {
    private final FilesOnly files = new FilesOnly();

    @TempDir
    private Path folder;

    @Override
    Openings openings() {
        return files;
    }

    @Override
    void letGo() {
        files.gate.countDown();
    }

    @Test
    void aFileThatIsNoRecordingSaysWhatItIs() throws Exception {
        refused(
                Files.writeString(folder.resolve("letter.sonde"), "Dear Sir or Madam, this is no recording."),
                "SD-2002");
    }

    @Test
    void aTextThatIsCalledACaptureIsSaidToBeNoCaptureButText() throws Exception {
        refused(Files.writeString(folder.resolve("letter.pcap"), "Dear Sir or Madam, this is no capture."), "SD-2101");
        assertThat(labels()).anyMatch(text -> text.contains("it looks like text"));
    }

    @Test
    void aCaptureThatEndsWithinItsHeaderSaysSo() throws Exception {
        byte[] begin = {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1, 2, 0, 4, 0};
        refused(Files.write(folder.resolve("short.pcap"), begin), "SD-2101");
    }

    @Test
    void anEmptyFileSaysThatNothingIsInIt() throws Exception {
        refused(Files.createFile(folder.resolve("empty.sonde")), "SD-2002");
    }

    @Test
    void aRecordingThatEndsWithinItsFirstBytesSaysThatNothingIsToBeRescued() throws Exception {
        byte[] begin = Arrays.copyOf(Files.readAllBytes(RealTraffic.sampleFile()), 40);
        refused(Files.write(folder.resolve("begun.sonde"), begin), "SD-2004");
    }

    @Test
    void aFolderIsNoRecording() throws Exception {
        refused(Files.createDirectory(folder.resolve("folder.sonde")), "SD-2001");
    }

    @Test
    void aFileThatIsNotThereSaysSo() throws Exception {
        refused(folder.resolve("gone.sonde"), "SD-2001");
    }

    @Test
    void aRecordingOfALaterFormatNamesWhoWroteIt() throws Exception {
        byte[] bytes = Files.readAllBytes(RealTraffic.sampleFile());
        // Bytes 8 and 9 are the major version, the last four of the header its checksum: docs/recording-format.md.
        bytes[8] = 99;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 60);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(60, (int) crc.getValue());
        refused(Files.write(folder.resolve("later.sonde"), bytes), "SD-2003");
    }

    @Test
    void ofARecordingThatWasCutTheRestIsShownAndSaidToBeCut() throws Exception {
        byte[] bytes = Files.readAllBytes(RealTraffic.sampleFile());
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        open(Files.write(folder.resolve("cut.sonde"), half));
        await(
                "what is left of it",
                () -> stage().getScene().lookup("#services") instanceof TableView<?> table
                        && table.getItems().size() == 4);
        assertThat(stage().getTitle()).contains("cut.sonde");
    }

    @Test
    void ofADamagedRecordingTheRestIsShownWithTheCodeAndWhatItMeans() throws Exception {
        byte[] bytes = Files.readAllBytes(RealTraffic.sampleFile());
        for (int i = bytes.length / 3; i < bytes.length / 3 + 200; i++) {
            bytes[i] ^= 0x5a;
        }
        open(Files.write(folder.resolve("damaged.sonde"), bytes));
        await(
                "what is left of it",
                () -> stage().getScene().lookup("#services") instanceof TableView<?> table
                        && table.getItems().size() == 4);
        await("the words", () -> labels().stream().anyMatch(text -> text.contains("SD-2020")));
    }

    @Test
    void ofACaptureThatBreaksOffWhatComesBeforeIsShown() throws Exception {
        byte[] bytes;
        try (var in = new GZIPInputStream(Files.newInputStream(RealTraffic.capture()))) {
            bytes = in.readAllBytes();
        }
        byte[] cut = Arrays.copyOf(bytes, bytes.length * 2 / 3 + 7);
        open(Files.write(folder.resolve("cut.pcap"), cut));
        await(
                "what is left of it",
                () -> stage().getScene().lookup("#services") instanceof TableView<?> table
                        && table.getItems().size() == 2);
        await("the words", () -> labels().stream().anyMatch(text -> text.contains("SD-2020")));
    }

    @Test
    void anEmptyRecordingSaysThatItHoldsNoRequests() throws Exception {
        Path file = folder.resolve("quiet.sonde");
        RecordingWriter.create(file, "test").close();
        open(file);
        await("the words", () -> labels().contains("No requests in quiet.sonde"));
    }

    @Test
    void watchingWithoutPrivilegesSaysWhatToDo() throws Exception {
        await("the checks", () -> labels().contains("1 to know"));
        robot.clickOn("Start watching");
        await("the code", () -> labels().contains("SD-2202"));
        assertThat(labels()).contains("Run it as root.");
        assertThat(stage().getTitle()).isEqualTo("Sonde");
    }

    /** The code, what happened and what to do are on the screen; nothing was opened. */
    private void refused(Path file, String code) throws Exception {
        open(file);
        await("the code", () -> labels().contains(code));
        assertThat(labels()).anyMatch(text -> text.contains(String.valueOf(file.getFileName())));
        assertThat(robot.lookup("#attempt").query().lookupAll(".label")).hasSizeGreaterThanOrEqualTo(4);
        assertThat(stage().getTitle()).isEqualTo("Sonde");
        assertThat(files.open).isEmpty();
    }
}
