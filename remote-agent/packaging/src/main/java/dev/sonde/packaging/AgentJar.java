package dev.sonde.packaging;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import proguard.Configuration;
import proguard.ConfigurationParser;
import proguard.ProGuard;

/** Makes the agent's jar: classes and methods that the main class reaches, and the kernel objects. */
final class AgentJar {
    private static final String CLASS = ".class";

    /** What is found by reflection: protobuf reads fields of messages by their names, the platform enums by
     * their method. The agent's own code stays whole. */
    private static final List<String> RULES = List.of(
            "-dontoptimize",
            "-dontobfuscate",
            "-dontwarn",
            "-dontnote",
            "-ignorewarnings",
            "-keepattributes",
            "**",
            "-keep",
            "class dev.sonde.agent.** { *; }",
            "-keepclassmembers",
            "enum * { public static **[] values(); }",
            "-keepclassmembers",
            "class * extends com.google.protobuf.GeneratedMessageLite { <fields>; }");

    private AgentJar() {}

    /** Writes it, in order of names and without compression: the image is compressed as a whole. */
    static void write(Path jar, List<Path> classpath, List<String> modules, String version) throws IOException {
        SortedMap<String, byte[]> content = new ReachableClasses(classpath).reachedBy(AgentHome.MAIN_CLASS);
        Path work = Files.createTempDirectory("sonde-agent-jar");
        Path coarse = work.resolve("coarse.jar");
        Path platform = work.resolve("platform.jar");
        Path shrunk = work.resolve("shrunk.jar");
        try {
            Stored.write(coarse, content);
            Stored.write(platform, platform(modules));
            shrink(coarse, platform, shrunk);
            Stored.write(jar, read(shrunk), version);
        } finally {
            for (Path file : List.of(coarse, platform, shrunk, work)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void shrink(Path in, Path platform, Path out) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-injars", in.toString(), "-outjars", out.toString(), "-libraryjars", platform.toString()));
        arguments.addAll(RULES);
        Configuration configuration = new Configuration();
        try (ConfigurationParser parser =
                new ConfigurationParser(arguments.toArray(String[]::new), System.getProperties())) {
            parser.parse(configuration);
            new ProGuard(configuration).execute();
        } catch (Exception e) {
            throw new IOException("The agent's classes can't be shrunk: " + e.getMessage(), e);
        }
    }

    /** The classes of this platform's modules, which the shrinker has to know. */
    private static SortedMap<String, byte[]> platform(List<String> modules) throws IOException {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
        for (String module : modules) {
            Path root = runtime.getPath("/modules", module);
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(CLASS)).toList()) {
                    classes.put(root.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        classes.remove("module-info.class");
        return classes;
    }

    private static SortedMap<String, byte[]> read(Path jar) throws IOException {
        SortedMap<String, byte[]> content = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                try (var in = zip.getInputStream(entry)) {
                    content.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return content;
    }
}
