package dev.sonde.dissectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** As much of a capture reader as these tests need: TCP payload of each connection, ordered by sequence number. */
final class Capture {
    /** Payload of one packet; {@code length} counts what was on the wire, {@code bytes} what was captured. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Segment(int order, boolean fromA, long offset, byte[] bytes, int length, long timeNanos) {}

    /** One connection: side A is whoever was seen first. */
    static final class Connection {
        final String name;
        final List<Segment> segments = new ArrayList<>();

        @Nullable
        Boolean clientIsA;

        final Map<Boolean, Long> base = new HashMap<>();

        Connection(String name) {
            this.name = name;
        }

        /** The client: who sent the SYN, else what the bytes say, else who has the higher port. */
        boolean clientIsA(boolean higherPortIsA) {
            if (clientIsA != null) {
                return clientIsA;
            }
            for (Segment s : segments) {
                Direction direction = Orientation.of(s.bytes, 0, s.bytes.length).direction();
                if (direction != null) {
                    return (direction == Direction.REQUEST) == s.fromA;
                }
            }
            return higherPortIsA;
        }
    }

    static Map<String, Connection> read(Path file) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes(file));
        int magic = in.getInt(0);
        in.order(magic == 0xA1B2C3D4 || magic == 0xA1B23C4D ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        boolean nanos = in.getInt(0) == 0xA1B23C4D;
        int link = in.getInt(20);
        in.position(24);
        Map<String, Connection> connections = new LinkedHashMap<>();
        int order = 0;
        while (in.remaining() >= 16) {
            long time = in.getInt() * 1_000_000_000L + in.getInt() * (nanos ? 1L : 1000L);
            int captured = in.getInt();
            in.getInt();
            if (captured > in.remaining()) {
                break;
            }
            byte[] packet = new byte[captured];
            in.get(packet);
            packet(connections, packet, link, time, order++);
        }
        connections.values().forEach(c -> c.segments.sort(Comparator.comparingInt(Segment::order)));
        return connections;
    }

    /** The bytes of a file, unpacked when it is packed. */
    static byte[] bytes(Path file) throws IOException {
        if (!file.toString().endsWith(".gz")) {
            return Files.readAllBytes(file);
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return in.readAllBytes();
        }
    }

    private static void packet(Map<String, Connection> into, byte[] p, int link, long time, int order) {
        ByteBuffer b = ByteBuffer.wrap(p);
        int at = link == 1 ? 14 : link == 113 ? 16 : link == 276 ? 20 : 0;
        if (link == 1) {
            int type = b.getShort(12) & 0xFFFF;
            while (type == 0x8100 && at + 4 < p.length) {
                type = b.getShort(at + 2) & 0xFFFF;
                at += 4;
            }
        }
        if (p.length < at + 40 || p[at] >> 4 != 4 || p[at + 9] != 6) {
            return;
        }
        int ip = (p[at] & 15) * 4;
        int total = b.getShort(at + 2) & 0xFFFF;
        int tcp = at + ip;
        int header = (p[tcp + 12] >> 4 & 15) * 4;
        int length = total - ip - header;
        int from = tcp + header;
        String a = b.getInt(at + 12) + ":" + (b.getShort(tcp) & 0xFFFF);
        String z = b.getInt(at + 16) + ":" + (b.getShort(tcp + 2) & 0xFFFF);
        boolean fromA = (b.getShort(tcp) & 0xFFFF) >= (b.getShort(tcp + 2) & 0xFFFF);
        Connection c = into.computeIfAbsent(fromA ? a + " " + z : z + " " + a, Connection::new);
        int flags = p[tcp + 13];
        long sequence = b.getInt(tcp + 4) & 0xFFFFFFFFL;
        if ((flags & 2) != 0) {
            c.clientIsA = (flags & 16) != 0 ? !fromA : fromA;
            sequence++;
        }
        long base = c.base.computeIfAbsent(fromA, k -> 0L);
        if (base == 0) {
            base = sequence + (1L << 32);
            c.base.put(fromA, base);
        }
        if (length > 0) {
            long offset = (1L << 20) + (int) (sequence - base);
            int have = Math.max(0, Math.min(length, p.length - from));
            byte[] bytes = new byte[have];
            System.arraycopy(p, from, bytes, 0, have);
            c.segments.add(new Segment(order, fromA, offset, bytes, length, time));
        }
    }

    /** Feeds connections whole, as a capture file is fed: holes by packets that were cut, or never captured. */
    static Found dissect(Map<String, Connection> connections, DissectorOptions options, Feeder feeder) {
        Found found = new Found();
        for (Connection c : connections.values()) {
            ConnectionDissector d = new ConnectionDissector(options, found);
            boolean clientIsA = c.clientIsA(true);
            feeder.feed(d, inOrder(c), clientIsA);
            d.close(c.segments.isEmpty() ? 0 : c.segments.getLast().timeNanos + 1);
        }
        return found;
    }

    /** Packets that were reordered are put in order of their offsets within a direction; copies are dropped. */
    static List<Segment> inOrder(Connection c) {
        List<Segment> ordered = new ArrayList<>();
        Map<Boolean, Long> next = new HashMap<>();
        List<Segment> waiting = new ArrayList<>();
        for (Segment s : c.segments) {
            Long expected = next.get(s.fromA);
            if (expected != null
                    && s.offset > expected
                    && c.segments.stream()
                            .anyMatch(o -> o.order > s.order
                                    && o.fromA == s.fromA
                                    && o.offset < s.offset
                                    && o.offset >= expected)) {
                waiting.add(s);
                continue;
            }
            add(ordered, next, s);
            for (int i = 0; i < waiting.size(); i++) {
                Segment w = waiting.get(i);
                if (w.fromA == s.fromA && w.offset <= next.getOrDefault(w.fromA, 0L)) {
                    add(ordered, next, w);
                    waiting.remove(i);
                    i = -1;
                }
            }
        }
        return ordered;
    }

    private static void add(List<Segment> ordered, Map<Boolean, Long> next, Segment s) {
        ordered.add(s);
        next.merge(s.fromA, s.offset + s.length, Math::max);
    }

    /** One way of feeding. */
    interface Feeder {
        void feed(Dissector d, List<Segment> segments, boolean clientIsA);
    }

    /** Whole segments. */
    static void whole(Dissector d, List<Segment> segments, boolean clientIsA) {
        split(d, segments, clientIsA, Integer.MAX_VALUE);
    }

    /** Whole segments in pieces of {@code size}. */
    static void split(Dissector d, List<Segment> segments, boolean clientIsA, int size) {
        for (Segment s : segments) {
            Direction direction = s.fromA == clientIsA ? Direction.REQUEST : Direction.RESPONSE;
            for (int i = 0; i < s.bytes.length; i += size) {
                int n = Math.min(size, s.bytes.length - i);
                d.data(direction, s.offset + i, s.bytes, i, n, s.timeNanos);
            }
            if (s.length > s.bytes.length) {
                d.missed(direction, s.offset + s.bytes.length, s.length - s.bytes.length, s.timeNanos);
            }
        }
    }

    /**
     * As the agent feeds: of each turn a prefix of the request and of the response, then that it has settled. Once the
     * dissector asks for the stream, turns come whole.
     */
    static void prefixes(Dissector d, List<Segment> segments, boolean clientIsA, int request, int response) {
        boolean lastRequest = true;
        int left = request;
        for (Segment s : segments) {
            boolean isRequest = s.fromA == clientIsA;
            if (isRequest != lastRequest) {
                boolean stream = d instanceof ConnectionDissector c && c.wantsStream();
                left = stream ? Integer.MAX_VALUE : isRequest ? request : response;
                if (isRequest) {
                    d.settled(s.timeNanos);
                }
            }
            lastRequest = isRequest;
            Direction direction = isRequest ? Direction.REQUEST : Direction.RESPONSE;
            int n = Math.min(left, s.bytes.length);
            left -= n;
            if (n > 0) {
                d.data(direction, s.offset, s.bytes, 0, n, s.timeNanos);
            }
            if (s.length > n) {
                d.missed(direction, s.offset + n, s.length - n, s.timeNanos);
            }
        }
        d.settled(segments.isEmpty() ? 0 : segments.getLast().timeNanos + 1);
    }

    private Capture() {}
}
