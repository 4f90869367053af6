package dev.sonde.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Makes the agent's home and image below a target directory, unless they were made of the same inputs before. */
final class PackageAgent {
    private PackageAgent() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[0]).toAbsolutePath().normalize();
        String version = arguments[1];
        Path home = target.resolve("agent");
        Path image = target.resolve("image");
        List<Path> classpath = Stream.of(System.getProperty("java.class.path").split(":", -1))
                .map(Path::of)
                .toList();
        List<Path> libraries = SharedLibraries.ofAgent();
        String inputs = fingerprint(classpath, libraries, version);
        Path stamp = target.resolve("agent.inputs");
        if (Files.exists(stamp)
                && Files.readString(stamp).equals(inputs)
                && Files.exists(image.resolve("index.json"))) {
            return;
        }
        Files.deleteIfExists(stamp);
        Path fresh = target.resolve("agent.new");
        delete(fresh);
        AgentHome.make(fresh, classpath, libraries, version);
        delete(home);
        Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        Rehearsal.makeArchive(home);
        delete(image);
        AgentImage.make(home, image, version);
        Files.writeString(stamp, inputs);
    }

    /** What the result depends on: all code, including this one, the libraries and the JDK. */
    private static String fingerprint(List<Path> classpath, List<Path> libraries, String version) throws IOException {
        Digest digest = new Digest();
        digest.add(System.getProperty("java.vm.version"));
        digest.add(version);
        List<Path> files = new ArrayList<>(libraries);
        for (Path entry : classpath) {
            try (Stream<Path> below = Files.walk(entry)) {
                below.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        for (Path file : files) {
            digest.add(file.getFileName().toString());
            digest.add(file);
        }
        return HexFormat.of().formatHex(digest.end());
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(PackageAgent::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
