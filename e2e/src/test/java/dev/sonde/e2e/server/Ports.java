package dev.sonde.e2e.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;

/** Ports of this machine's loopback address. */
public final class Ports {
    private Ports() {}

    /** A port that nobody listened on a moment ago. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until somebody listens. */
    public static void awaitListener(int port, Process owner, Duration atMost) throws InterruptedException {
        Instant end = Instant.now().plus(atMost);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (!owner.isAlive() || Instant.now().isAfter(end)) {
                    throw new IllegalStateException("Nobody listens on port " + port, e);
                }
                Thread.sleep(20);
            }
        }
    }
}
