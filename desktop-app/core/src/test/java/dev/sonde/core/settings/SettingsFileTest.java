package dev.sonde.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.settings.Settings.Density;
import dev.sonde.core.settings.Settings.Motion;
import dev.sonde.core.settings.Settings.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    private final Path folder;
    private final SettingsFile settings;

    SettingsFileTest(@TempDir Path temporary) {
        folder = temporary.resolve("sonde");
        settings = new SettingsFile(folder);
    }

    @Test
    void withoutAFileDefaultsHoldAndNothingIsWritten() {
        assertThat(settings.read()).isEqualTo(new SettingsFile.Read(Settings.DEFAULT, List.of()));
        assertThat(folder).doesNotExist();
    }

    @Test
    void whatIsSetIsReadAgain() {
        Settings wanted = new Settings(
                "light",
                new Settings.Size(OptionalInt.of(150), Density.COMPACT),
                Motion.REDUCED,
                Time.UTC,
                Optional.of(folder.toAbsolutePath()),
                false);
        settings.change(before -> wanted);
        assertThat(new SettingsFile(folder).read()).isEqualTo(new SettingsFile.Read(wanted, List.of()));
        settings.change(before -> Settings.DEFAULT);
        assertThat(settings.read().settings()).isEqualTo(Settings.DEFAULT);
    }

    @Test
    void aNewFileExplainsEachOfItsKeys() throws IOException {
        settings.change(before -> before.withTheme("light"));
        List<String> lines = Files.readAllLines(settings.file());
        assertThat(lines).contains("theme = light", "scale_percent = desktop", "time = local");
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).contains("=")) {
                assertThat(lines.get(i - 1)).startsWith("# ");
            }
        }
    }

    @Test
    void commentsOrderAndKeysOfAnotherVersionStayAsTheyWereWritten() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(settings.file(), "# mine\ncolour_of_the_sky=blue\n  theme   =   dark\n\n# end\ntour = no\n");
        settings.change(before -> before.withTheme("light").withTime(Time.UTC));
        assertThat(Files.readString(settings.file()))
                .isEqualTo("# mine\ncolour_of_the_sky=blue\ntheme = light\n\n# end\ntour = no\ntime = utc\n");
    }

    @Test
    void aValueThatMakesNoSenseHasItsDefaultAndIsNamedWithItsLine() throws IOException {
        write("theme = light\nscale_percent = 900\ntime = noon\nthis is no pair\nrecordings_folder = here\n");
        SettingsFile.Read read = settings.read();
        assertThat(read.settings()).isEqualTo(Settings.DEFAULT.withTheme("light"));
        assertThat(read.problems()).extracting(SondeException::code).containsOnly("SD-4021");
        assertThat(read.problems().stream().map(SondeException::oneLine))
                .satisfiesExactly(
                        line -> assertThat(line).contains("Line 4 of"),
                        line -> assertThat(line).contains("Line 2 of", "\"900\"", "100 to 200, or desktop"),
                        line -> assertThat(line).contains("Line 3 of", "\"noon\"", "local or utc"),
                        line -> assertThat(line).contains("Line 5 of", "\"here\"", "a path from the root"));
    }

    @Test
    void whatMakesNoSenseIsKeptWhenAnotherKeyChanges() throws IOException {
        write("time = noon\nthis is no pair\n");
        settings.change(before -> before.withTheme("light"));
        assertThat(Files.readString(settings.file())).isEqualTo("time = noon\nthis is no pair\ntheme = light\n");
    }

    @Test
    void aFileThatIsNoTextIsSaidAndPutAsideBeforeANewOneIsWritten() throws IOException {
        Files.createDirectories(folder);
        byte[] noText = {(byte) 0xff, (byte) 0xfe, 0, 1};
        Files.write(settings.file(), noText);
        SettingsFile.Read read = settings.read();
        assertThat(read.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("SD-4020");
            assertThat(problem.why()).contains("no text");
        });
        settings.change(before -> before.withTheme("light"));
        assertThat(settings.read()).isEqualTo(new SettingsFile.Read(Settings.DEFAULT.withTheme("light"), List.of()));
        assertThat(folder.resolve("settings.conf.broken")).hasBinaryContent(noText);
    }

    @Test
    void aLinkToTheFileStaysALinkAndNothingElseIsLeftInTheFolder() throws IOException {
        Path elsewhere = folder.resolveSibling("dotfiles");
        Files.createDirectories(folder);
        Files.createDirectories(elsewhere);
        Files.writeString(elsewhere.resolve("sonde.conf"), "theme = dark\n");
        Files.createSymbolicLink(settings.file(), elsewhere.resolve("sonde.conf"));
        settings.change(before -> before.withTheme("light"));
        assertThat(settings.file()).isSymbolicLink();
        assertThat(elsewhere.resolve("sonde.conf")).hasContent("theme = light\n");
        try (var files = Files.list(elsewhere)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whatCantBeWrittenIsSaid() throws IOException {
        Files.writeString(folder, "a file where the folder would be");
        assertThatThrownBy(() -> settings.change(before -> before.withTheme("light")))
                .isInstanceOfSatisfying(
                        SondeException.class, e -> assertThat(e.code()).isEqualTo("SD-4022"));
    }

    @Test
    void foldersFollowTheCustomOfTheSystem() {
        Path home = Path.of("/home/me").toAbsolutePath();
        assertThat(UserFolders.of(Map.of(), home, "Linux"))
                .isEqualTo(new UserFolders(
                        home.resolve(".config/sonde"),
                        home.resolve(".local/state/sonde"),
                        home.resolve(".local/share/sonde")));
        assertThat(UserFolders.of(Map.of(), home, "Mac OS X").settings())
                .isEqualTo(home.resolve("Library/Application Support/sonde"));
        assertThat(UserFolders.of(Map.of("XDG_CONFIG_HOME", "/etc/me"), home, "Linux")
                        .settings())
                .isEqualTo(Path.of("/etc/me/sonde"));
        assertThat(UserFolders.of(Map.of("XDG_CONFIG_HOME", "relative"), home, "Linux")
                        .settings())
                .isEqualTo(home.resolve(".config/sonde"));
        assertThat(UserFolders.of(Map.of("APPDATA", "/roaming"), home, "Windows 11")
                        .settings())
                .isEqualTo(Path.of("/roaming/sonde"));
    }

    private void write(String text) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(settings.file(), text);
    }
}
