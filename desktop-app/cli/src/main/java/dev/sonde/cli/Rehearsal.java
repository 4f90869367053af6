package dev.sonde.cli;

import dev.sonde.core.error.SondeException;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;

/**
 * Opens the window once without a display, so that the Java virtual machine learns what a start loads and keeps it as its
 * AOT cache (JEP 483, 514, 515). The build runs it; where this machine can't be watched, the sample is shown as it would be
 * then.
 */
final class Rehearsal {
    private static final long SHOW_MILLIS = 6_000;
    private static final long REQUEST_MILLIS = 10;

    private Rehearsal() {}

    /** Rehearses the window, then the commands that read a file. */
    public static void main(String[] arguments) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, System.err, false, false);
        String sample = System.getProperty(Window.SAMPLE_PROPERTY, "");
        Thread.ofPlatform().daemon().start(Rehearsal::someTraffic);
        Thread.ofPlatform().daemon().start(Rehearsal::close);
        Window.Shown shown =
                new Window.Shown(Session.open(Where.local(), SessionOptions.defaults()), Where.local(), "");
        try {
            window(shown, sample);
        } catch (SondeException e) {
            System.err.println("sonde: only commands are rehearsed: " + e.oneLine());
            shown.session().close();
        }
        System.exit(Main.run(terminal, "query", sample, "endpoints") | Main.run(terminal, "info", sample));
    }

    private static void window(Window.Shown shown, String sample) {
        Desktop.show(shown, reason -> {
            Where.Recording recording = new Where.Recording(Path.of(sample));
            return Optional.of(
                    new Window.Shown(Session.open(recording, SessionOptions.defaults()), recording, reason.oneLine()));
        });
    }

    private static void close() {
        pause(SHOW_MILLIS);
        Platform.exit();
    }

    /** Requests that a window on this machine shows. */
    private static void someTraffic() {
        byte[] request = "GET /rehearsal HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] response = "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket served = server.accept()) {
            while (!Thread.interrupted()) {
                client.getOutputStream().write(request);
                served.getInputStream().readNBytes(request.length);
                served.getOutputStream().write(response);
                client.getInputStream().readNBytes(response.length);
                pause(REQUEST_MILLIS);
            }
        } catch (IOException e) {
            // The window then shows the state without traffic, which is worth rehearsing too.
            System.err.println("sonde: no traffic in the rehearsal: " + e.getMessage());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
