package dev.sonde.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The list of classes that a Java virtual machine writes with {@code -XX:DumpLoadedClassList}, as far as it is the same each time. */
final class ClassList {
    private static final String OWN = "dev/sonde/";
    private static final String CLASS = ".class";

    /** Loaded as the agent says why it ends. What comes after depends on who of both ends is faster to hang up. */
    private static final String LAST = "dev/sonde/protocol/v1/End ";

    private ClassList() {}

    /** What any run of the agent has in common with this one, and all of the agent's own classes. */
    static List<String> settled(List<String> recorded, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Stream<String> own = zip.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(OWN) && name.endsWith(CLASS))
                    .map(name -> name.substring(0, name.length() - CLASS.length()));
            return Stream.concat(settled(recorded).stream(), own)
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    /**
     * What one run has in common with any other, in order of names: without the numbers given in order of loading, without
     * the constants that were resolved ({@code @cp}), which depends on the paths that were taken.
     */
    static List<String> settled(List<String> recorded) {
        return recorded.stream()
                .takeWhile(line -> !line.startsWith(LAST))
                .filter(line -> !line.startsWith("#") && !line.startsWith("@cp "))
                .map(line -> line.replaceFirst(" id: .*", ""))
                .sorted()
                .distinct()
                .toList();
    }
}
