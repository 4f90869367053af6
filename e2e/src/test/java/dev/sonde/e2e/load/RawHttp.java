package dev.sonde.e2e.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One HTTP/1.1 connection that is used in the ways that well-behaved clients avoid. */
public final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Connects to the loopback address. */
    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        out = socket.getOutputStream();
    }

    /** Sends so many requests in one write and then reads all answers. */
    public void pipeline(String target, int count) throws IOException {
        write(head("GET", target, "").repeat(count));
        for (int i = 0; i < count; i++) {
            answer(false);
        }
    }

    /** Asks with a body of so many bytes, and reads the answer. */
    public void ask(String method, String target, int body) throws IOException {
        write(head(method, target, body == 0 ? "" : "Content-Length: " + body + "\r\n"));
        out.write(new byte[body]);
        out.flush();
        answer(method.equals("HEAD"));
    }

    /** Sends the head, waits for leave, then sends the body. */
    public void askToContinue(String target, int body) throws IOException {
        write(head("POST", target, "Content-Length: " + body + "\r\nExpect: 100-continue\r\n"));
        String interim = line();
        if (!interim.contains(" 100 ")) {
            throw new IOException("No leave to continue but: " + interim);
        }
        while (!line().isEmpty()) {
            // Headers of an interim answer mean nothing here.
        }
        out.write(new byte[body]);
        out.flush();
        answer(false);
    }

    /** Has a proxy lead the connection to another server, which what follows asks. */
    public void tunnel(String authority) throws IOException {
        write("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        while (!line().isEmpty()) {
            // Whether it was granted shows when the server beyond is asked.
        }
    }

    /** Asks once with {@code Connection: close}. */
    public void askAndHangUp(String target) throws IOException {
        write(head("GET", target, "Connection: close\r\n"));
        in.readAllBytes();
    }

    /** Asks and doesn't wait for an answer. */
    public void send(String target) throws IOException {
        write(head("GET", target, ""));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String head(String method, String target, String headers) {
        return method + " " + target + " HTTP/1.1\r\nHost: shop\r\n" + headers + "\r\n";
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void answer(boolean withoutBody) throws IOException {
        String status = line();
        long length = 0;
        boolean chunked = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        if (withoutBody || status.contains(" 204 ")) {
            return;
        }
        if (!chunked) {
            in.skipNBytes(length);
            return;
        }
        for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            in.skipNBytes(size + 2L);
        }
        line();
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
