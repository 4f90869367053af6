package dev.sonde.dissectors;

import com.sun.management.ThreadMXBean;
import dev.sonde.dissectors.sql.SqlDialect;
import dev.sonde.dissectors.sql.SqlFingerprint;
import dev.sonde.protocol.v1.Protocol;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What dissecting costs: processor time and allocated bytes of an exchange as an agent feeds it, of a fingerprint, and the
 * heap that an idle connection holds. Processor time is the thread's own, so that a busy machine disturbs it little; the
 * median of the rounds is printed.
 */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
public final class DissectorsBenchmark {
    private static final int ROUNDS = 15;
    private static final int TURNS = 50_000;
    private static final int CONNECTIONS = 20_000;
    private static final @Nullable ConnectionDissector[] IDLE = new ConnectionDissector[CONNECTIONS];
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] STATEMENT = ascii(
            "SELECT o.id, o.total, c.name FROM orders o JOIN customers c ON c.id = o.customer"
                    + " WHERE o.state IN ('new', 'paid', 'sent') AND o.created > '2026-01-31' AND o.id = 81723 LIMIT 20");

    private static final Exchange HTTP = new Exchange(
            ascii("GET /orders/81723/items?page=2&size=50 HTTP/1.1\r\nHost: shop.example\r\nUser-Agent: curl/8.1\r\n"
                    + "Accept: application/json\r\nAccept-Encoding: gzip\r\nX-Request-Id: 2f1c9b7a\r\n\r\n"),
            ascii(
                    "HTTP/1.1 200 OK\r\nServer: nginx\r\nDate: Sat, 31 Jan 2026 10:00:00 GMT\r\nContent-Type: text/html\r\n"
                            + "Content-Length: 5000\r\nConnection: keep-alive\r\n\r\n"),
            5000);
    private static final Exchange MYSQL = new Exchange(query(), result(), 0);

    private record Turn(String name, Runnable work) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Exchange(byte[] request, byte[] response, int missed) {}

    /** Counts what it is told. */
    private static final class Counter implements ExchangeSink {
        long exchanges;

        @Override
        public void exchange(ExchangeView exchange) {
            exchanges++;
        }

        @Override
        public void unpaired(Protocol protocol, String cause, long count, long timeNanos) {
            throw new IllegalStateException(cause);
        }

        @Override
        public void opaque(Protocol protocol, String reason, long timeNanos) {
            throw new IllegalStateException(reason);
        }
    }

    /** One connection that has exchange after exchange. */
    private static final class Busy {
        final Counter counter = new Counter();
        final ConnectionDissector dissector;
        private long request;
        private long response;
        private long now;

        Busy(Workspace workspace) {
            dissector = new ConnectionDissector(workspace, counter);
        }

        void exchange(Exchange e) {
            dissector.data(Direction.REQUEST, request, e.request, 0, e.request.length, ++now);
            request += e.request.length;
            dissector.data(Direction.RESPONSE, response, e.response, 0, e.response.length, ++now);
            response += e.response.length;
            if (e.missed > 0) {
                dissector.missed(Direction.RESPONSE, response, e.missed, now);
                response += e.missed;
            }
            dissector.settled(++now);
        }
    }

    private DissectorsBenchmark() {}

    /** Prints the figures. */
    public static void main(String[] arguments) {
        Workspace workspace = new Workspace(DissectorOptions.DEFAULT);
        Busy http = new Busy(workspace);
        Busy mysql = new Busy(workspace);
        SqlFingerprint fingerprint = new SqlFingerprint();
        Text text = new Text(DissectorOptions.DEFAULT.textBytes());
        System.out.printf("%-34s %10s %12s%n", "", "ns", "bytes");
        measure(new Turn("HTTP exchange", () -> http.exchange(HTTP)));
        measure(new Turn("MySQL exchange", () -> mysql.exchange(MYSQL)));
        measure(new Turn("fingerprint of " + STATEMENT.length + " bytes", () -> {
            text.clear();
            fingerprint.write(STATEMENT, 0, STATEMENT.length, false, SqlDialect.MYSQL, text);
        }));
        System.out.printf("%n%-34s %10s %12s%n", "heap of an idle connection", "", "bytes");
        idle("unknown so far", null);
        idle("HTTP", HTTP);
        idle("MySQL", MYSQL);
        if (http.counter.exchanges != (long) ROUNDS * TURNS || mysql.counter.exchanges != (long) ROUNDS * TURNS) {
            throw new IllegalStateException("exchanges were lost");
        }
    }

    private static void measure(Turn turn) {
        double[] nanos = new double[ROUNDS];
        double bytes = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < TURNS; i++) {
                turn.work.run();
            }
            nanos[round] = (THREADS.getCurrentThreadCpuTime() - start) / (double) TURNS;
            bytes = (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) TURNS;
        }
        Arrays.sort(nanos);
        System.out.printf("%-34s %10.0f %12.3f%n", turn.name, nanos[ROUNDS / 2], bytes);
    }

    private static void idle(String name, @Nullable Exchange exchange) {
        Workspace workspace = new Workspace(DissectorOptions.DEFAULT);
        @Nullable ConnectionDissector[] all = IDLE;
        Arrays.fill(all, null);
        Counter counter = new Counter();
        long before = used();
        for (int i = 0; i < CONNECTIONS; i++) {
            ConnectionDissector one = new ConnectionDissector(workspace, counter);
            all[i] = one;
            if (exchange != null) {
                one.data(Direction.REQUEST, 0, exchange.request, 0, exchange.request.length, 1);
                one.data(Direction.RESPONSE, 0, exchange.response, 0, exchange.response.length, 2);
                if (exchange.missed > 0) {
                    one.missed(Direction.RESPONSE, exchange.response.length, exchange.missed, 2);
                }
                one.settled(3);
            }
        }
        long after = used();
        System.out.printf("%-34s %10s %12d%n", name, "", (after - before) / CONNECTIONS);
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static byte[] query() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packet(out, 0, 3, STATEMENT);
        return out.toByteArray();
    }

    private static byte[] result() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        packet(out, 1, 3, new byte[0]);
        for (int i = 0; i < 3; i++) {
            packet(out, 2 + i, 3, ascii("def\4shop\6orders\6orders\2id\2id\14?\0\13\0\0\0\3\3B\0\0\0"));
        }
        byte[] end = {0, 0, 2, 0};
        packet(out, 5, 0xFE, end);
        for (int i = 0; i < 5; i++) {
            packet(out, 6 + i, 5, ascii("81723\00619.90\7a buyer"));
        }
        packet(out, 11, 0xFE, end);
        return out.toByteArray();
    }

    private static void packet(ByteArrayOutputStream out, int number, int first, byte[] rest) {
        int length = rest.length + 1;
        out.write(length);
        out.write(length >> 8);
        out.write(length >> 16);
        out.write(number);
        out.write(first);
        out.writeBytes(rest);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
