package dev.sonde.agent.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A small HTTP server that answers each request with 200, and the connections to it. */
public final class HttpPeer implements AutoCloseable {
    private static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;

    /** Listens on an address of this machine. */
    public HttpPeer(String address) throws IOException {
        listener = new ServerSocket(0, 16, InetAddress.getByName(address));
        Thread thread = new Thread(this::accept, "test-http");
        thread.setDaemon(true);
        thread.start();
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Opens a connection. */
    public Line open() throws IOException {
        return new Line(new Socket(listener.getInetAddress(), port()));
    }

    /** Makes requests one after the other over a connection of their own. */
    public void get(String path, int times) throws IOException {
        try (Line line = open()) {
            line.get(path, times);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread thread = new Thread(() -> serve(socket), "test-http-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.isEmpty()) {
                    out.write(ANSWER);
                }
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** A connection to it. */
    public static final class Line implements AutoCloseable {
        private final Socket socket;

        private Line(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
        }

        /** Makes requests, each after the answer to the one before. */
        public void get(String path, int times) throws IOException {
            for (int i = 0; i < times; i++) {
                pipeline(path, 1);
            }
        }

        /** Sends requests at once and reads their answers. */
        public void pipeline(String path, int requests) throws IOException {
            String request = "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
            socket.getOutputStream().write(request.repeat(requests).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(ANSWER.length * requests);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
