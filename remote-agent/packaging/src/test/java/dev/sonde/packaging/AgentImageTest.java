package dev.sonde.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentImageTest {
    private static final Pattern DESCRIPTOR = Pattern.compile("\"digest\":\"sha256:([0-9a-f]{64})\",\"size\":(\\d+)");
    private static final Pattern DIFF_ID = Pattern.compile("\"sha256:([0-9a-f]{64})\"");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void aHomeWithARealLibrary() throws IOException {
        home = folder.resolve("home");
        Path lib = Files.createDirectories(home.resolve("lib"));
        Path runtime = Files.createDirectories(home.resolve("runtime/lib"));
        Files.writeString(lib.resolve("agent.jar"), "not read by the image");
        Files.copy(Path.of(System.getProperty("java.home"), "lib", "libzip.so"), runtime.resolve("libzip.so"));
    }

    @Test
    void isTheSameBitByBitWheneverItIsMade() throws Exception {
        AgentImage.make(home, folder.resolve("one"), "1");
        AgentImage.make(home, folder.resolve("two"), "1");

        List<Path> files = filesOf(folder.resolve("one"));
        assertThat(filesOf(folder.resolve("two"))).isEqualTo(files);
        for (Path file : files) {
            assertThat(folder.resolve("two").resolve(file))
                    .hasSameBinaryContentAs(folder.resolve("one").resolve(file));
        }
    }

    @Test
    void namesEveryBlobByItsDigestAndSize() throws Exception {
        Path layout = folder.resolve("image");
        AgentImage.make(home, layout, "1");

        Path manifest = onlyBlob(layout, Files.readString(layout.resolve("index.json")));
        Matcher blobs = DESCRIPTOR.matcher(Files.readString(manifest));
        int seen = 0;
        while (blobs.find()) {
            check(layout, blobs);
            seen++;
        }
        assertThat(seen).as("the configuration and two layers").isEqualTo(3);
    }

    @Test
    void namesEveryLayerByTheDigestOfItsPlainBytes() throws Exception {
        Path layout = folder.resolve("image");
        AgentImage.make(home, layout, "1");

        String manifest = Files.readString(onlyBlob(layout, Files.readString(layout.resolve("index.json"))));
        List<String> digests = DESCRIPTOR
                .matcher(manifest)
                .results()
                .map(found -> found.group(1))
                .toList();
        Path blobs = layout.resolve("blobs/sha256");
        List<String> plain = DIFF_ID.matcher(Files.readString(blobs.resolve(digests.getFirst())))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(plain).hasSize(digests.size() - 1);
        for (int layer = 0; layer < plain.size(); layer++) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(blobs.resolve(digests.get(layer + 1))))) {
                assertThat(Digest.hexOf(in.readAllBytes())).isEqualTo(plain.get(layer));
            }
        }
    }

    @Test
    void isLoadedByDockerAsWell() throws Exception {
        Path layout = folder.resolve("image");
        AgentImage.make(home, layout, "1");

        List<String> ofTheLayout = DESCRIPTOR
                .matcher(Files.readString(onlyBlob(layout, Files.readString(layout.resolve("index.json")))))
                .results()
                .map(found -> "blobs/sha256/" + found.group(1))
                .toList();
        String ofDocker = Files.readString(layout.resolve("manifest.json"));
        assertThat(ofDocker)
                .isEqualTo("[{\"Config\":\"%s\",\"RepoTags\":[\"localhost/sonde-agent:1\"],\"Layers\":[\"%s\",\"%s\"]}]"
                        .formatted(ofTheLayout.toArray()));
        String archive = Files.readString(layout.resolve("sonde-agent.oci.tar"), StandardCharsets.ISO_8859_1);
        assertThat(archive).contains("manifest.json\0", ofDocker);
    }

    @Test
    void holdsTheLoaderAndTheLibraryOfC() throws Exception {
        Path layout = folder.resolve("image");
        AgentImage.make(home, layout, "1");

        String manifest = Files.readString(onlyBlob(layout, Files.readString(layout.resolve("index.json"))));
        Matcher blobs = DESCRIPTOR.matcher(manifest);
        assertThat(blobs.find()).as("the configuration").isTrue();
        assertThat(blobs.find()).as("the layer of the system").isTrue();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(check(layout, blobs)))) {
            String tar = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(tar).containsPattern("lib(64)?/ld-linux-[-_.0-9a-z]+\0").contains("lib/libc.so.6\0");
        }
    }

    private static Path onlyBlob(Path layout, String index) throws IOException {
        Matcher found = DESCRIPTOR.matcher(index);
        assertThat(found.find()).isTrue();
        return check(layout, found);
    }

    private static Path check(Path layout, Matcher descriptor) throws IOException {
        Path blob = layout.resolve("blobs/sha256").resolve(descriptor.group(1));
        byte[] bytes = Files.readAllBytes(blob);
        assertThat(Digest.hexOf(bytes)).isEqualTo(descriptor.group(1));
        assertThat(bytes.length).isEqualTo(Integer.parseInt(descriptor.group(2)));
        return blob;
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        }
    }
}
