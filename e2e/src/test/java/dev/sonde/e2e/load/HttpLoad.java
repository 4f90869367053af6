package dev.sonde.e2e.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** One keep-alive HTTP/1.1 connection that counts what it asked and what it was answered. */
public final class HttpLoad implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, Integer> books = new TreeMap<>();

    /** Connects. */
    public HttpLoad(InetAddress address, int port) throws IOException {
        socket = new Socket(address, port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** Asks once and reads the whole answer. */
    public int get(String target) throws IOException {
        out.write(("GET " + target + " HTTP/1.1\r\nHost: shop\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        int status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        books.merge("GET " + target + " " + status, 1, Integer::sum);
        return status;
    }

    /** Asks in turn for each target until {@code count} requests were made, {@code perSecond} of them a second. */
    public void get(String[] targets, int count, double perSecond) throws IOException {
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = began + (long) (i * 1e9 / perSecond);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            get(targets[i % targets.length]);
        }
    }

    /** {@code METHOD target status} to how often. */
    public Map<String, Integer> books() {
        return books;
    }

    /** The port at this end. */
    public int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection after: " + text);
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
