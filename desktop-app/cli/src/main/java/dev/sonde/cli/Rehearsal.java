package dev.sonde.cli;

import dev.sonde.cli.kube.RehearsedCluster;
import dev.sonde.core.cluster.ClusterRequest;
import dev.sonde.core.cluster.inject.AgentForm;
import dev.sonde.core.cluster.inject.InjectionOptions;
import dev.sonde.core.cluster.kubeconfig.Kubeconfig;
import dev.sonde.core.cluster.scope.ClusterScope;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.recorder.RecordingFiles;
import dev.sonde.core.session.Session;
import dev.sonde.core.session.SessionOptions;
import dev.sonde.core.session.Where;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.module.ModuleReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;

/**
 * Opens the window once without a display, and each of its views, so that the Java virtual machine learns what a start loads and keeps it as its
 * AOT cache (JEP 483, 514, 515). The build runs it; where this machine can't be watched, the sample is shown as it would be
 * then.
 */
final class Rehearsal {
    private static final List<String> DESKTOP_PACKAGES =
            List.of("com/sun/glass/ui/gtk/", "com/sun/glass/ui/delegate/", "com/sun/prism/es2/");
    private static final int SHOW_PULSES = 120;
    private static final int VIEW_PULSES = 60;
    private static final int CLUSTERS_PULSES = 120;
    private static final long LOOK_MILLIS = 100;
    private static final long REQUEST_MILLIS = 10;
    private static final long WATCH_MILLIS = 2_000;

    private Rehearsal() {}

    /** Rehearses the window, then the commands that read a file. */
    public static void main(String[] arguments) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, System.err, false, false);
        Terminal quiet = new Terminal(nowhere, nowhere, false, false);
        String sample = System.getProperty(Window.SAMPLE_PROPERTY, "");
        Thread.ofPlatform().daemon().start(Rehearsal::someTraffic);
        Thread.ofPlatform().daemon().start(Rehearsal::close);
        desktopClasses();
        RehearsedCluster cluster = cluster();
        Window.Shown shown =
                new Window.Shown(Session.open(Where.local(), SessionOptions.defaults()), Where.local(), "");
        try {
            window(shown, sample);
        } catch (SondeException e) {
            System.err.println("sonde: only commands are rehearsed: " + e.oneLine());
            shown.session().close();
        }
        Main.run(quiet, "record", "--for", "1s", "--verbose", "-o", recording());
        Main.run(quiet, "--version");
        Main.run(quiet, "query", "--help");
        int status = Main.run(terminal, "query", sample, "endpoints") | Main.run(terminal, "info", sample);
        if (cluster != null) {
            watch(kubeconfig());
            Main.run(terminal, "doctor", "--context", RehearsedCluster.CONTEXT);
            // Ends where the server has nothing to say.
            Main.run(
                    quiet,
                    "record",
                    "--context",
                    RehearsedCluster.TLS_CONTEXT,
                    "-n",
                    "default",
                    "--yes",
                    "-o",
                    recording());
            cluster.close();
        }
        System.exit(status);
    }

    /** What a window on a desktop loads in place of what a headless one does: it is only loaded, so that it will be in the cache. */
    private static void desktopClasses() {
        Module graphics = Platform.class.getModule();
        try (ModuleReader files = ModuleLayer.boot()
                .configuration()
                .findModule(graphics.getName())
                .orElseThrow()
                .reference()
                .open()) {
            files.list()
                    .filter(file ->
                            file.endsWith(".class") && DESKTOP_PACKAGES.stream().anyMatch(file::startsWith))
                    .forEach(file -> Class.forName(
                            graphics,
                            file.substring(0, file.length() - ".class".length()).replace('/', '.')));
        } catch (IOException e) {
            System.err.println("sonde: classes of the desktop's windows are not rehearsed: " + e.getMessage());
        }
    }

    /** A file that is not there yet, in the folder for the rehearsal's data. */
    private static String recording() {
        return RecordingFiles.newFile("rehearsal").toString();
    }

    /** The first file of {@code KUBECONFIG}: set for the rehearsal, so that no cluster of the user's is asked. */
    private static Path kubeconfig() {
        return Kubeconfig.standardFiles().getFirst();
    }

    private static @Nullable RehearsedCluster cluster() {
        if (System.getenv("KUBECONFIG") == null) {
            return null;
        }
        try {
            return RehearsedCluster.start(kubeconfig());
        } catch (IOException e) {
            System.err.println("sonde: no cluster is rehearsed: " + e.getMessage());
            return null;
        }
    }

    /** What a session in a cluster does until its agents are there; here none comes. */
    private static void watch(Path kubeconfig) {
        ClusterRequest request = new ClusterRequest(
                List.of(kubeconfig),
                RehearsedCluster.CONTEXT,
                ClusterScope.ofNamespace("default"),
                new InjectionOptions(AgentForm.NODE, "none:1"),
                null,
                List.of());
        Session session = Session.open(new Where.InCluster(request), SessionOptions.defaults());
        pause(WATCH_MILLIS);
        session.close();
    }

    private static void window(Window.Shown shown, String sample) {
        Desktop.show(shown, reason -> {
            Where.Recording recording = new Where.Recording(Path.of(sample));
            return Optional.of(
                    new Window.Shown(Session.open(recording, SessionOptions.defaults()), recording, reason.oneLine()));
        });
    }

    private static void close() {
        while (!hasBegun()) {
            pause(LOOK_MILLIS);
        }
        Pulses.passWithTraffic(SHOW_PULSES);
        // The page that lists clusters looks for them the longest.
        for (String place : List.of("map", "requests", "sql", "settings", "sessions", "connect")) {
            Platform.runLater(() -> open(place));
            Pulses.pass(VIEW_PULSES);
        }
        Pulses.pass(CLUSTERS_PULSES);
        Platform.exit();
    }

    /** Whether JavaFX can be told anything; on a busy machine its start takes its time. */
    private static boolean hasBegun() {
        try {
            Platform.runLater(() -> {});
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void open(String place) {
        for (javafx.stage.Window window : javafx.stage.Window.getWindows()) {
            if (window.getScene().lookup("#rail-" + place) instanceof ToggleButton button) {
                button.fire();
            }
        }
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
