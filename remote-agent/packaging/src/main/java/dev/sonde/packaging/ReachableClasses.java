package dev.sonde.packaging;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Takes from a class path what a main class can reach: every class whose name, descriptor or dotted name appears in a constant
 * pool that was reached before. Coarse, so that nothing found by name is missed; {@link AgentJar} goes on from there.
 */
final class ReachableClasses {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([\\w/$-]+)[;<]");
    private static final String OWN_RESOURCES = ".bpf.o";

    private static final String OWN_CLASSES = "dev/sonde/";

    /** Kotlin's metadata is for its compiler and for reflection, which nothing here uses on Kotlin's classes. */
    private static final ClassTransform SLIM = ClassTransform.dropping(
            element -> element instanceof RuntimeVisibleAnnotationsAttribute || element instanceof SourceFileAttribute);

    private final Map<String, byte[]> classes = new TreeMap<>();
    private final Map<String, byte[]> resources = new TreeMap<>();

    ReachableClasses(List<Path> classpath) throws IOException {
        for (Path entry : classpath) {
            if (Files.isDirectory(entry)) {
                readDirectory(entry);
            } else {
                readJar(entry);
            }
        }
    }

    private void readDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                add(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    private void readJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (var in = zip.getInputStream(entry)) {
                    add(entry.getName(), in.readAllBytes());
                }
            }
        }
    }

    private void add(String name, byte[] bytes) {
        if (name.endsWith(".class")) {
            classes.putIfAbsent(name.substring(0, name.length() - ".class".length()), bytes);
        } else if (name.endsWith(OWN_RESOURCES)) {
            resources.putIfAbsent(name, bytes);
        }
    }

    /** What {@code mainClass} reaches, and the kernel objects, by the names of their files. */
    SortedMap<String, byte[]> reachedBy(String mainClass) throws IOException {
        SortedMap<String, byte[]> content = new TreeMap<>(resources);
        reach(mainClass.replace('.', '/')).forEach((name, bytes) -> content.put(name + ".class", slim(name, bytes)));
        return content;
    }

    /** Drops from other people's classes what only debuggers read. */
    private static byte[] slim(String name, byte[] bytes) {
        if (name.startsWith(OWN_CLASSES)) {
            return bytes;
        }
        ClassFile format =
                ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG, ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);
        return format.transformClass(format.parse(bytes), SLIM);
    }

    private Map<String, byte[]> reach(String root) throws IOException {
        Map<String, byte[]> reached = new TreeMap<>();
        Deque<String> todo = new ArrayDeque<>(List.of(root));
        while (!todo.isEmpty()) {
            String name = todo.remove();
            byte[] bytes = classes.get(name);
            if (bytes != null && reached.putIfAbsent(name, bytes) == null) {
                for (PoolEntry entry : ClassFile.of().parse(bytes).constantPool()) {
                    if (entry instanceof Utf8Entry text) {
                        mentions(text.stringValue(), todo);
                    }
                }
            }
        }
        if (reached.isEmpty()) {
            throw new IOException("The agent has no class " + root);
        }
        return reached;
    }

    private void mentions(String text, Deque<String> found) {
        String name = text.replace('.', '/');
        if (classes.containsKey(name)) {
            found.add(name);
        }
        if (text.indexOf(';') > 0) {
            Matcher matcher = IN_DESCRIPTOR.matcher(text);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        }
    }
}
