package dev.sonde.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds shared libraries of this system: {@code libbpf} and what programs need, by the dynamic loader's own word. */
final class SharedLibraries {
    private static final String LIBBPF = "libbpf.so.1";
    private static final Pattern NEEDED = Pattern.compile("\\s*(?:(\\S+) => )?(/\\S+) \\(0x[0-9a-f]+\\)");

    /** Parts of the C library: in the image from this system, on a workstation its own. */
    private static final Pattern C_LIBRARY =
            Pattern.compile("(ld-linux.*|libc|libm|libdl|libpthread|librt|libresolv|libgcc_s)\\.so.*");

    private SharedLibraries() {}

    /** {@code libbpf} and what it needs beyond the C library. */
    static List<Path> ofAgent() throws IOException, InterruptedException {
        Path libbpf = find();
        List<Path> all = new ArrayList<>(List.of(libbpf));
        for (Path needed : needed(List.of(libbpf)).values()) {
            if (!C_LIBRARY.matcher(needed.getFileName().toString()).matches()) {
                all.add(needed);
            }
        }
        return all;
    }

    private static Path find() throws IOException, InterruptedException {
        for (String line : Run.output(List.of("/sbin/ldconfig", "-p")).split("\n", -1)) {
            if (line.strip().startsWith(LIBBPF + " ")) {
                return Path.of(line.substring(line.indexOf("=> ") + 3).strip());
            }
        }
        throw new IOException("SD-5011: " + LIBBPF + " is not installed. The agent needs it: install libbpf1 (Debian,"
                + " Ubuntu) or libbpf (Fedora) in version 1.0 or newer.");
    }

    /** What files need, by the path where a program looks for it: its name, or the loader's absolute path. */
    static Map<String, Path> needed(List<Path> files) throws IOException, InterruptedException {
        Map<String, Path> needed = new LinkedHashMap<>();
        for (Path file : files) {
            for (String line : Run.output(List.of("ldd", file.toString())).split("\n", -1)) {
                Matcher matcher = NEEDED.matcher(line);
                if (matcher.matches() && Files.exists(Path.of(matcher.group(2)))) {
                    String name = matcher.group(1);
                    needed.put(name == null ? matcher.group(2) : name, Path.of(matcher.group(2)));
                }
            }
        }
        return needed;
    }
}
