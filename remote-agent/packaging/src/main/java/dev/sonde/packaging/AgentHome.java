package dev.sonde.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory an agent runs from: {@code bin/sonde-agent}, {@code runtime/} (jlinked), {@code lib/} with the jar, libraries and
 * JVM options.
 */
final class AgentHome {
    static final String MAIN_CLASS = "dev.sonde.agent.AgentMain";

    /** All files have it: the archive of classes remembers the times of jars, and the image is to be the same bit by bit. */
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<String> MODULES = List.of("java.base", "java.logging", "jdk.unsupported");

    /** What no agent asks for: notices, tools' own words in other languages, and large character sets. A package keeps one class. */
    private static final List<String> LEFT_OUT = List.of(
            "/java.base/legal/**",
            "/java.logging/legal/**",
            "/jdk.unsupported/legal/**",
            "**/classlist",
            "**/jexec",
            "**/jrt-fs.jar",
            "**/keytool",
            "**/libsimdsort.so",
            "**/public_suffix_list.dat",
            "**/src.zip");

    private static final List<String> LEFT_OUT_OF_MODULES = List.of(
            "/java.base/sun/security/tools/keytool/Main.class",
            "/java.base/sun/security/tools/keytool/resources/keytool_*",
            "/java.base/sun/launcher/resources/launcher_*",
            "/java.base/sun/nio/cs/GB18030*",
            "/java.base/sun/nio/cs/GBK*",
            "/java.base/sun/nio/cs/EUC_*",
            "/java.base/sun/nio/cs/Big5*",
            "/java.base/sun/nio/cs/HKSCS*",
            "/java.base/sun/nio/cs/Johab*",
            "/java.base/sun/nio/cs/JIS_X_*",
            "/java.base/sun/nio/cs/SJIS*",
            "/java.base/sun/nio/cs/MS932*",
            "/java.base/sun/util/resources/LocaleNames*",
            "/java.base/sun/util/resources/cldr/LocaleNames*",
            "/java.base/sun/text/resources/*BreakIteratorData");

    private AgentHome() {}

    static void make(Path home, List<Path> classpath, List<Path> libraries, String version)
            throws IOException, InterruptedException {
        Files.createDirectories(home.resolve("bin"));
        Path lib = Files.createDirectories(home.resolve("lib"));
        runtime(home.resolve("runtime"));
        AgentJar.write(lib.resolve("agent.jar"), classpath, MODULES, version);
        for (Path library : libraries) {
            Files.copy(library, lib.resolve(library.getFileName()));
        }
        resource("options", lib.resolve("options"));
        Path script = home.resolve("bin/sonde-agent");
        resource("sonde-agent", script);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        settle(home);
    }

    private static void runtime(Path runtime) throws IOException, InterruptedException {
        String jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
        // Uncompressed: the image is compressed as a whole, and the home starts faster.
        var _ = Run.output(List.of(
                jlink,
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-0",
                "--exclude-files",
                String.join(",", LEFT_OUT),
                "--exclude-resources",
                String.join(",", LEFT_OUT_OF_MODULES),
                "--output",
                runtime.toString()));
        strip(runtime.resolve("lib/server/libjvm.so"));
    }

    private static void strip(Path library) throws IOException, InterruptedException {
        var _ = Run.output(List.of("strip", "--strip-unneeded", library.toString()));
    }

    private static void resource(String name, Path to) throws IOException {
        try (var in = AgentHome.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The build has no " + name);
            }
            Files.writeString(to, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Gives all files the one time. */
    static void settle(Path home) throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(TIME));
            }
        }
    }
}
