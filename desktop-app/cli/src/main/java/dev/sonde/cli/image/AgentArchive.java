package dev.sonde.cli.image;

import dev.sonde.core.error.SondeException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archive that holds the agent's image. */
final class AgentArchive {
    private AgentArchive() {}

    /**
     * Where it is.
     *
     * @throws SondeException SD-5050 if it was not built
     */
    static Path find() {
        Path home = Path.of(System.getProperty("sonde.agent.home", "remote-agent/target/agent"));
        Path archive = home.resolveSibling("image").resolve("sonde-agent.oci.tar");
        if (!Files.isReadable(archive)) {
            throw new SondeException(
                    "SD-5050",
                    "The agent's image is not here",
                    "It is made by the build, as " + archive + ".",
                    "Start `./sonde`, which builds it.");
        }
        return archive;
    }
}
