package dev.sonde.agent.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compiles {@code src/test/bpf/sample.bpf.c}, as the tests need it. */
public final class SampleObject {
    private SampleObject() {}

    /** The object, compiled with these options of clang. */
    public static byte[] compile(String... options) throws IOException, InterruptedException {
        Path object = Files.createTempFile("sample", ".bpf.o");
        try {
            Path root = checkout();
            List<String> command = new ArrayList<>(List.of("clang", "-target", "bpf", "-mcpu=v3", "-O2", "-g"));
            command.addAll(List.of(options));
            command.add("-I" + root.resolve("bpf/include"));
            command.addAll(List.of("-idirafter", "/usr/include/" + machine() + "-linux-gnu", "-c"));
            command.add(root.resolve("remote-agent/src/test/bpf/sample.bpf.c").toString());
            command.addAll(List.of("-o", object.toString()));
            Process compiler =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (compiler.waitFor() != 0) {
                throw new IOException(output);
            }
            return Files.readAllBytes(object);
        } finally {
            Files.delete(object);
        }
    }

    /** The top of the checkout the tests run in. */
    public static Path checkout() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        while (directory != null) {
            if (Files.exists(directory.resolve("bpf/include/sonde_records.h"))) {
                return directory;
            }
            directory = directory.getParent();
        }
        throw new IOException("The tests do not run in a checkout");
    }

    private static String machine() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
