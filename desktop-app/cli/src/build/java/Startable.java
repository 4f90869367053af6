import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes the jars of others such that Sonde starts quickly with them: {@code java Startable.java FOLDER}.
 *
 * <p>An AOT cache (JEP 483) takes no class from before Java 6: those are read, and checked by the old verifier, at each start. So they
 * get the stack maps that the verifier of later versions asks for. Of a signed jar the first class that is needed has its certificates
 * read and all digests compared: signatures are left out. What the classes do stays as it is, and the manifest says what was changed.
 */
final class Startable {
    private static final int FIRST_WITH_STACK_MAPS = ClassFile.JAVA_6_VERSION;
    private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

    private final ClassFile classes;

    private Startable(ClassLoader types) {
        classes = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(types).orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** Does so for all jars of a folder; what it did before is left as it is. */
    public static void main(String[] arguments) throws IOException {
        List<Path> jars;
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        List<URL> places = new ArrayList<>();
        for (Path jar : jars) {
            places.add(jar.toUri().toURL());
        }
        // While types are looked for in the jars, they stay as they are.
        Map<Path, byte[]> changed = new LinkedHashMap<>();
        try (URLClassLoader types = new URLClassLoader(places.toArray(URL[]::new))) {
            Startable startable = new Startable(types);
            for (Path jar : jars) {
                Map<String, byte[]> files = startable.changed(jar);
                if (!files.isEmpty()) {
                    changed.put(jar, written(jar, files));
                }
            }
        }
        for (Map.Entry<Path, byte[]> jar : changed.entrySet()) {
            Files.write(jar.getKey(), jar.getValue());
        }
    }

    /** Files of a jar that are to be others; of no bytes are those that are to be left out. */
    private Map<String, byte[]> changed(Path jar) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)")) {
                    changed.put(name, new byte[0]);
                } else if (name.endsWith(".class") && isOld(zip, entry)) {
                    byte[] old = read(zip, entry);
                    byte[] made = withStackMaps(old);
                    if (made != old) {
                        changed.put(name, made);
                    }
                }
            }
        }
        return changed;
    }

    private static byte[] written(Path jar, Map<String, byte[]> changed) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(jar.toFile());
                ZipOutputStream to = new ZipOutputStream(written)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                byte[] bytes = changed.getOrDefault(entry.getName(), read(zip, entry));
                if (bytes.length == 0 && changed.containsKey(entry.getName())) {
                    continue;
                }
                ZipEntry same = new ZipEntry(entry.getName());
                same.setTime(entry.getTime());
                to.putNextEntry(same);
                to.write(entry.getName().equals(JarFile.MANIFEST_NAME) ? withoutDigests(bytes) : bytes);
                to.closeEntry();
            }
        }
        return written.toByteArray();
    }

    /** The same class for a later version; where types that it uses aren't there, and so no stack maps to be had, what it was. */
    private byte[] withStackMaps(byte[] old) {
        ClassModel read = classes.parse(old);
        try {
            byte[] made = classes.build(
                    read.thisClass().asSymbol(),
                    to -> to.withVersion(WRITTEN, 0)
                            .transform(
                                    read,
                                    ClassTransform.dropping(ClassFileVersion.class::isInstance)
                                            .andThen(ClassTransform.transformingMethodBodies(
                                                    CodeTransform.ACCEPT_ALL))));
            return classes.verify(made).isEmpty() ? made : old;
        } catch (IllegalArgumentException e) {
            return old;
        }
    }

    /** By the major version, JVM specification 4.1. */
    private static boolean isOld(ZipFile zip, ZipEntry entry) throws IOException {
        byte[] bytes;
        try (InputStream content = zip.getInputStream(entry)) {
            bytes = content.readNBytes(8);
        }
        return (bytes[6] & 0xff) * 256 + (bytes[7] & 0xff) < FIRST_WITH_STACK_MAPS;
    }

    /** What the manifest says of the whole jar; of single files it has digests, which are those of other bytes now. */
    private static byte[] withoutDigests(byte[] bytes) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(bytes));
        manifest.getEntries().clear();
        manifest.getMainAttributes().putValue("Changed-For-Sonde", "stack maps for its classes, no signature");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        manifest.write(written);
        return written.toByteArray();
    }

    private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return content.readAllBytes();
        }
    }
}
