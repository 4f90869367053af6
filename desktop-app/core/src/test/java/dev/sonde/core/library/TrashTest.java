package dev.sonde.core.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sonde.core.error.SondeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trash, held against the FreeDesktop specification 1.0. */
class TrashTest {
    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Trash trash = new Trash(home);
    private Path file = Path.of("");

    @BeforeEach
    void writeARecording() throws IOException {
        home = folder.resolve("share/Trash");
        trash = new Trash(home);
        file = Files.writeString(
                Files.createDirectories(folder.resolve("recordings")).resolve("shop.sonde"), "rows");
    }

    @Test
    void aFileIsMovedBesideANoteThatSaysWhereItWasAndWhenItWasThrownAway() throws IOException {
        LocalDateTime before = LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        trash.put(file);
        assertThat(file).doesNotExist();
        assertThat(home.resolve("files/shop.sonde")).hasContent("rows");
        List<String> note = Files.readAllLines(home.resolve("info/shop.sonde.trashinfo"));
        assertThat(note).hasSize(3);
        assertThat(note.getFirst()).isEqualTo("[Trash Info]");
        assertThat(note.get(1)).isEqualTo("Path=" + file);
        LocalDateTime when = LocalDateTime.parse(note.get(2).substring("DeletionDate=".length()));
        assertThat(when).isBetween(before, LocalDateTime.now(ZoneId.systemDefault()));
        assertThat(note.get(2)).matches("DeletionDate=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
    }

    @Test
    void aNameWithSpacesAndLettersOfOtherTonguesIsEscapedAsInAnAddress() throws IOException {
        Path odd = Files.writeString(file.resolveSibling("größe 100% + mehr.sonde"), "rows");
        trash.put(odd);
        String path = Files.readAllLines(home.resolve("info/größe 100% + mehr.sonde.trashinfo"))
                .get(1)
                .substring("Path=".length());
        assertThat(path).doesNotContain(" ").contains("%20").matches("[\\x21-\\x7E]+");
        assertThat(Path.of(URI.create("file://" + path))).isEqualTo(odd);
    }

    @Test
    void whatIsTakenBackIsWhereItWasAndLeavesNothingInTheTrash() {
        Trash.Thrown thrown = trash.put(file);
        trash.takeBack(thrown);
        assertThat(file).hasContent("rows");
        assertThat(home.resolve("files")).isEmptyDirectory();
        assertThat(home.resolve("info")).isEmptyDirectory();
    }

    @Test
    void itsFolderIsMadeAgainWhenItIsTakenBackAndTheFolderIsGone() throws IOException {
        Trash.Thrown thrown = trash.put(file);
        Files.delete(file.getParent());
        trash.takeBack(thrown);
        assertThat(file).hasContent("rows");
    }

    @Test
    void twoOfOneNameAreKeptApartAndEachComesBackAsItself() throws IOException {
        Trash.Thrown first = trash.put(file);
        Files.writeString(file, "other rows");
        Trash.Thrown second = trash.put(file);
        assertThat(first.content()).hasContent("rows");
        assertThat(second.content()).hasContent("other rows");
        trash.takeBack(second);
        assertThat(file).hasContent("other rows");
        Files.delete(file);
        trash.takeBack(first);
        assertThat(file).hasContent("rows");
    }

    @Test
    void aFileThatLiesInTheTrashWithoutANoteIsNeitherReplacedNorInTheWay() throws IOException {
        Files.createDirectories(home.resolve("files"));
        Path stray = Files.writeString(home.resolve("files/shop.sonde"), "stray");
        Trash.Thrown thrown = trash.put(file);
        assertThat(stray).hasContent("stray");
        assertThat(thrown.content()).hasContent("rows");
        assertThat(home.resolve("info/shop.sonde.trashinfo")).doesNotExist();
        trash.takeBack(thrown);
        assertThat(file).hasContent("rows");
    }

    @Test
    void whatHasTakenItsPlaceIsNotReplaced() throws IOException {
        Trash.Thrown thrown = trash.put(file);
        Files.writeString(file, "new rows");
        assertRefused("SD-2034", "another file in its place", () -> trash.takeBack(thrown));
        assertThat(file).hasContent("new rows");
        assertThat(thrown.content()).hasContent("rows");
        assertThat(thrown.note()).exists();
    }

    @Test
    void whatIsInTheTrashNoMoreIsNotTakenBackAndItSaysSo() throws IOException {
        Trash.Thrown thrown = trash.put(file);
        Files.delete(thrown.content());
        assertRefused("SD-2034", "no more", () -> trash.takeBack(thrown));
    }

    @Test
    void whatIsNotThereIsRefusedAndLeavesNoNote() throws IOException {
        Files.delete(file);
        assertRefused("SD-2033", "no more", () -> trash.put(file));
        assertThat(home.resolve("info")).isEmptyDirectory();
    }

    @Test
    void aTrashThatCanNotBeMadeIsSaidAndTheFileStays() throws IOException {
        Files.writeString(folder.resolve("share"), "a file where the folder should be");
        assertRefused("SD-2033", "It is where it was", () -> trash.put(file));
        assertThat(file).hasContent("rows");
    }

    static void assertRefused(String code, String words, Runnable deed) {
        assertThatExceptionOfType(SondeException.class)
                .isThrownBy(deed::run)
                .asInstanceOf(InstanceOfAssertFactories.type(SondeException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.oneLine()).contains(words);
                });
    }
}
