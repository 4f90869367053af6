package dev.sonde.agent.client;

import dev.sonde.protocol.identity.SessionIdentity;
import dev.sonde.protocol.identity.SessionTls;
import dev.sonde.protocol.v1.Start;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real agent process, started as a workstation starts one. */
public final class AgentProcess implements AutoCloseable {
    private final Process process;
    private final String address;
    private final int port;
    private final ManagedChannel channel;

    private AgentProcess(Process process, String address, int port, ManagedChannel channel) {
        this.process = process;
        this.address = address;
        this.port = port;
        this.channel = channel;
    }

    /** Whether this process may load programs into the kernel. */
    public static boolean isPermitted() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    /** Starts an agent of the classes under test. */
    public static AgentProcess start() throws IOException {
        return start(List.of(), "127.0.0.1");
    }

    /**
     * Starts an agent of the classes under test.
     *
     * @param prefix runs it with other privileges, or elsewhere
     * @param address where it listens
     */
    public static AgentProcess start(List<String> prefix, String address) throws IOException {
        return start(prefix, address, List.of());
    }

    /** Starts an agent of the classes under test, which watches at once. */
    public static AgentProcess start(Start start) throws IOException {
        return start(
                List.of(), "127.0.0.1", List.of("--start", Base64.getEncoder().encodeToString(start.toByteArray())));
    }

    private static AgentProcess start(List<String> prefix, String address, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sonde.agent.AgentMain",
                "--listen",
                address + ":0"));
        command.addAll(more);
        return launch(command, address);
    }

    /** Starts an agent and connects to it. */
    public static AgentProcess start(List<String> command) throws IOException {
        return launch(command, "127.0.0.1");
    }

    private static AgentProcess launch(List<String> command, String address) throws IOException {
        TestIdentity identity = TestIdentity.create();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        OutputStream keys = process.getOutputStream();
        keys.write(identity.agent().toSecretText().getBytes(StandardCharsets.US_ASCII));
        keys.flush();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null || !line.startsWith("READY port=")) {
            process.destroyForcibly();
            throw new IOException("The agent did not start: " + line);
        }
        int port = Integer.parseInt(line.substring("READY port=".length()));
        return new AgentProcess(process, address, port, channel(address, port, identity.workstation()));
    }

    private static ManagedChannel channel(String address, int port, SessionIdentity identity) {
        return OkHttpChannelBuilder.forAddress(address, port, SessionTls.client(identity))
                .overrideAuthority(SessionIdentity.AGENT_NAME)
                .build();
    }

    /** A way to its service with keys of one's own. */
    public ManagedChannel channelAs(SessionIdentity identity) {
        return channel(address, port, identity);
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** The way to its service. */
    public ManagedChannel channel() {
        return channel;
    }

    /** The process. */
    public Process process() {
        return process;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
