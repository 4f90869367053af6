package dev.sonde.core.source.pcap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts fragments of IP packets together (RFC 791, section 3.2; RFC 8200, section 4.5). Bounded in number and age: what can't
 * be completed is counted. Confined to the source's thread.
 */
final class Fragments {
    private static final int MOST_PACKETS = 128;
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    private static final int MOST_BYTES = 65_535;
    private static final int RAW_IP = 101;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int IPV6_FRAGMENT = 44;
    private static final int UDP = 17;

    private final Map<Key, Packet> open = new LinkedHashMap<>();
    private final CaptureCounters counters;
    private final CapturedPacket whole = new CapturedPacket();

    Fragments(CaptureCounters counters) {
        this.counters = counters;
    }

    /** What the fragments of one packet have in common. */
    private record Key(ByteBuffer addresses, int protocol, int identification) {}

    /** A packet of which parts have come. */
    private static final class Packet {
        final long sinceNanos;
        byte[] header = new byte[0];
        byte[] payload = new byte[4096];
        int[] starts = new int[4];
        int[] ends = new int[4];
        int parts;
        int length = -1;

        Packet(long sinceNanos) {
            this.sinceNanos = sinceNanos;
        }

        void add(byte[] from, int at, int offset, int count) {
            if (offset + count > payload.length) {
                payload = Arrays.copyOf(payload, Math.max(payload.length * 2, offset + count));
            }
            System.arraycopy(from, at, payload, offset, count);
            if (parts == starts.length) {
                starts = Arrays.copyOf(starts, parts * 2);
                ends = Arrays.copyOf(ends, parts * 2);
            }
            int to = parts++;
            while (to > 0 && starts[to - 1] > offset) {
                starts[to] = starts[to - 1];
                ends[to] = ends[to - 1];
                to--;
            }
            starts[to] = offset;
            ends[to] = offset + count;
        }

        boolean complete() {
            int reached = 0;
            for (int i = 0; i < parts && starts[i] <= reached; i++) {
                reached = Math.max(reached, ends[i]);
            }
            return header.length > 0 && length >= 0 && reached >= length;
        }
    }

    /**
     * Takes a fragment whose IP header is at {@code at}.
     *
     * @return the whole packet, valid until the next call, or null while there is none
     */
    @Nullable
    CapturedPacket take(CapturedPacket fragment, int at) {
        expire(fragment.timeNanos);
        return (fragment.bytes[at] & 0xff) >>> 4 == 4 ? ipv4(fragment, at) : ipv6(fragment, at);
    }

    private @Nullable CapturedPacket ipv4(CapturedPacket f, int at) {
        byte[] b = f.bytes;
        int header = (b[at] & 0xf) * 4;
        int field = int16(b, at + 6);
        Key key = new Key(copy(b, at + 12, 8), b[at + 9] & 0xff, int16(b, at + 4));
        Part part = new Part(at + header, (field & 0x1fff) * 8, int16(b, at + 2) - header, (field & 0x2000) != 0);
        Packet packet = add(f, key, part);
        if (packet != null && part.offset == 0) {
            packet.header = Arrays.copyOfRange(b, at, at + header);
            packet.header[6] = 0;
            packet.header[7] = 0;
        }
        return packet != null && packet.complete() ? whole(key, packet, 2, 0, f.timeNanos) : null;
    }

    private @Nullable CapturedPacket ipv6(CapturedPacket f, int at) {
        byte[] b = f.bytes;
        // Only a fragment header right behind the fixed one: others before it are for routers, and rare.
        if ((b[at + 6] & 0xff) != IPV6_FRAGMENT) {
            count(1, f.timeNanos);
            return null;
        }
        int extension = at + IPV6_HEADER;
        int field = int16(b, extension + 2);
        int identification = int16(b, extension + 4) << 16 | int16(b, extension + 6);
        Key key = new Key(copy(b, at + 8, 32), b[extension] & 0xff, identification);
        Part part = new Part(extension + 8, field & 0xfff8, int16(b, at + 4) - 8, (field & 1) != 0);
        Packet packet = add(f, key, part);
        if (packet != null && part.offset == 0) {
            packet.header = Arrays.copyOfRange(b, at, extension);
            packet.header[6] = b[extension];
        }
        return packet != null && packet.complete() ? whole(key, packet, 4, -IPV6_HEADER, f.timeNanos) : null;
    }

    /** Where a fragment's payload is in its packet, and in the whole one. */
    private record Part(int from, int offset, int length, boolean more) {}

    private @Nullable Packet add(CapturedPacket f, Key key, Part part) {
        boolean sound = part.length > 0 && part.offset + part.length <= MOST_BYTES - IPV4_HEADER;
        if (!sound || part.from + part.length > f.length) {
            missed(key, 1, f.timeNanos);
            return null;
        }
        Packet packet = open.computeIfAbsent(key, k -> new Packet(f.timeNanos));
        packet.add(f.bytes, part.from, part.offset, part.length);
        if (!part.more) {
            packet.length = part.offset + part.length;
        }
        if (open.size() > MOST_PACKETS) {
            giveUpOldest(f.timeNanos);
        }
        return packet;
    }

    private CapturedPacket whole(Key key, Packet packet, int lengthField, int lengthLess, long timeNanos) {
        open.remove(key);
        int header = packet.header.length;
        int total = header + packet.length;
        whole.reserve(total);
        System.arraycopy(packet.header, 0, whole.bytes, 0, header);
        System.arraycopy(packet.payload, 0, whole.bytes, header, packet.length);
        whole.bytes[lengthField] = (byte) ((total + lengthLess) >> 8);
        whole.bytes[lengthField + 1] = (byte) (total + lengthLess);
        whole.length = total;
        whole.originalLength = total;
        whole.linkType = RAW_IP;
        whole.timeNanos = timeNanos;
        return whole;
    }

    private void expire(long now) {
        while (!open.isEmpty() && now - open.values().iterator().next().sinceNanos > PATIENCE_NANOS) {
            giveUpOldest(now);
        }
    }

    private void giveUpOldest(long now) {
        Iterator<Map.Entry<Key, Packet>> all = open.entrySet().iterator();
        Map.Entry<Key, Packet> oldest = all.next();
        missed(oldest.getKey(), oldest.getValue().parts, now);
        all.remove();
    }

    /** Counts what will not be completed any more. */
    void end(long now) {
        while (!open.isEmpty()) {
            giveUpOldest(now);
        }
    }

    /** Most of UDP is of no tunnel; of one that is, the connection inside tells what is missing. */
    private void missed(Key key, int parts, long timeNanos) {
        if (key.protocol != UDP) {
            count(parts, timeNanos);
        }
    }

    private void count(int parts, long timeNanos) {
        counters.add("ip_fragment", "fragments of packets whose other parts are not in the capture", parts, timeNanos);
    }

    private static ByteBuffer copy(byte[] b, int from, int length) {
        return ByteBuffer.wrap(Arrays.copyOfRange(b, from, from + length));
    }

    private static int int16(byte[] b, int at) {
        return (b[at] & 0xff) << 8 | (b[at + 1] & 0xff);
    }
}
