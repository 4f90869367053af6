package dev.sonde.agent.kernel;

import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of the two objects.
 *
 * @param exchanges {@code exchanges.bpf.o} or {@code exchanges_tc.bpf.o}
 * @param connections {@code connections.bpf.o}
 */
@SuppressWarnings("ArrayRecordComponent") // carried from the reader to the loader, never compared
record ObjectFiles(byte[] exchanges, byte[] connections) {
    private static final String FOLDER = "/dev/sonde/bpf/";

    /**
     * Those this agent was built with.
     *
     * @param form decided, not {@link Form#AUTO}
     *
     * @throws dev.sonde.agent.error.AgentException when they are not there
     */
    static ObjectFiles bundled(Form form) {
        String exchanges = form == Form.TC ? "exchanges_tc.bpf.o" : "exchanges.bpf.o";
        return new ObjectFiles(resource(exchanges), resource("connections.bpf.o"));
    }

    static byte[] resource(String name) {
        try (InputStream stream = ObjectFiles.class.getResourceAsStream(FOLDER.concat(name))) {
            if (stream == null) {
                throw Refusals.mismatch("The object " + name + " is not among the agent's files");
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw Refusals.mismatch("The object " + name + " can't be read: " + failure.getMessage());
        }
    }
}
