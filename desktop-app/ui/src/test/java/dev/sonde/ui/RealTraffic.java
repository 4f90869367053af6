package dev.sonde.ui;

import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.SourceListener.SourceState;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * A capture of two real web services under a real load: {@code shop.pcap.gz}, the first 5,000 packets that tcpdump took on
 * the loopback interface. Endpoints, statuses and durations are those of that load.
 */
public final class RealTraffic {
    private RealTraffic() {}

    /** The capture as a file. */
    static Path capture() {
        try {
            return Path.of(Objects.requireNonNull(RealTraffic.class.getResource("/shop.pcap.gz"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens the capture and reads it to its end. */
    static Session session() throws InterruptedException {
        Session session = Session.open(new Where.Capture(capture()), SessionOptions.defaults());
        session.await(state -> state instanceof SourceState.Ended, Duration.ofSeconds(30));
        return session;
    }

    /** Opens the sample that ships with the product, a shop whose index is dropped and made again, and reads it. */
    public static Session sample() throws InterruptedException {
        return open(sampleFile());
    }

    /** A copy of the sample, which may be written to. */
    static Path copyOfTheSample(Path folder) throws IOException {
        return Files.copy(sampleFile(), folder.resolve("copy.sonde"));
    }

    /** Opens a recording and reads it. */
    static Session open(Path file) throws InterruptedException {
        Session session = Session.open(WhereFile.of(file), SessionOptions.defaults());
        session.await(state -> state instanceof SourceState.Ended, Duration.ofSeconds(30));
        return session;
    }

    static Path sampleFile() {
        return ofSamples("sample.sonde");
    }

    /** The shop in pods of two nodes, asked from another namespace; a rollout of orders drops an index. */
    static Path shopInPods() {
        return ofSamples("shop-in-pods.sonde");
    }

    private static Path ofSamples(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !Files.exists(root.resolve("samples").resolve(name))) {
            root = root.getParent();
        }
        return root.resolve("samples").resolve(name);
    }
}
