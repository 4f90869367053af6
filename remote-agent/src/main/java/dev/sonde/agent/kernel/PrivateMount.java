package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.libbpf.CStrings;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system that is mounted, opened and taken out of sight again at once: it lives as long as the descriptor, so nothing is left
 * when the process dies.
 */
final class PrivateMount implements AutoCloseable {
    /** Below it lies what was mounted so. */
    static final Path FOLDER = Path.of("/proc/self/fd");

    private final Libc libc;
    private final int descriptor;

    private PrivateMount(Libc libc, int descriptor) {
        this.libc = libc;
        this.descriptor = descriptor;
    }

    /**
     * Mounts.
     *
     * @param type of the file system
     * @param options of it, or empty
     * @throws IOException when it can't be; the message is a part of a sentence
     */
    static PrivateMount open(Libc libc, String type, String options) throws IOException {
        Path directory;
        try {
            directory = Files.createTempDirectory("sonde-" + type + "-");
        } catch (IOException failure) {
            throw new IOException("no directory could be made for a mount: " + failure.getMessage(), failure);
        }
        try (CStrings strings = new CStrings()) {
            int mounted = libc.mount(strings, type, options, directory.toString());
            if (mounted < 0) {
                throw new IOException("mounting one was refused (" + Errno.name(-mounted) + ")");
            }
            int descriptor = libc.openForReading(strings, directory.toString());
            libc.unmountLazily(strings, directory.toString());
            if (descriptor < 0) {
                throw new IOException("one was mounted but can't be opened (" + Errno.name(-descriptor) + ")");
            }
            return new PrivateMount(libc, descriptor);
        } finally {
            deleteEmpty(directory);
        }
    }

    private static void deleteEmpty(Path directory) {
        try {
            Files.delete(directory);
        } catch (IOException leftBehind) {
            // An empty directory in the temporary directory harms nobody, and there is nothing else to do.
        }
    }

    /** Its directory. */
    Path root() {
        return FOLDER.resolve(String.valueOf(descriptor));
    }

    @Override
    public void close() {
        libc.close(descriptor);
    }
}
