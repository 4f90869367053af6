package dev.sonde.core.source.pcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** pcapng: sections of either byte order, several interfaces, each with its own link type and clock. */
final class PcapngReader extends CaptureReader {
    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int OPTION_RESOLUTION = 9;
    private static final int OPTION_TIME_OFFSET = 14;
    private static final int MOST_BLOCK_BYTES = MOST_PACKET_BYTES + (1 << 20);

    private final List<Interface> interfaces = new ArrayList<>();
    private final int[] word = new int[1];
    private long lastTimeNanos;

    /**
     * One interface of the section.
     *
     * @param ticksPerSecond resolution of its clock
     * @param offsetSeconds added to every time of it
     */
    private record Interface(int linkType, long snapLength, long ticksPerSecond, long offsetSeconds) {
        long nanos(long ticks) {
            long seconds = Long.divideUnsigned(ticks, ticksPerSecond);
            long rest = Long.remainderUnsigned(ticks, ticksPerSecond);
            long nanos = ticksPerSecond <= 1_000_000_000L
                    ? rest * 1_000_000_000L / ticksPerSecond
                    : (long) ((double) rest / ticksPerSecond * 1e9);
            return (seconds + offsetSeconds) * 1_000_000_000L + nanos;
        }
    }

    /** Reads the first section's header after its first four bytes. */
    PcapngReader(CaptureInput in) throws IOException {
        super(in);
        section();
    }

    @Override
    boolean next(CapturedPacket packet) throws IOException {
        while (in.readWordOrEnd(word)) {
            if (word[0] == SECTION) {
                section();
                continue;
            }
            int type = word[0];
            long length = Integer.toUnsignedLong(in.readInt());
            if (length < 12 || length % 4 != 0 || length > MOST_BLOCK_BYTES) {
                throw new CaptureFormatException("a block of " + length + " bytes");
            }
            int body = (int) length - 12;
            boolean isPacket = switch (type) {
                case INTERFACE -> interfaceBlock(body);
                case ENHANCED_PACKET, OBSOLETE_PACKET -> timedPacket(packet, type, body);
                case SIMPLE_PACKET -> simplePacket(packet, body);
                default -> {
                    in.skip(body);
                    yield false;
                }
            };
            if (Integer.toUnsignedLong(in.readInt()) != length) {
                throw new CaptureFormatException("the two lengths of a block differ");
            }
            if (isPacket) {
                return true;
            }
        }
        return false;
    }

    @Override
    boolean hasSeveralInterfaces() {
        return interfaces.size() > 1;
    }

    private void section() throws IOException {
        int length = in.readInt();
        int order = in.readInt();
        if (order != 0x1a2b3c4d) {
            if (Integer.reverseBytes(order) != 0x1a2b3c4d) {
                throw new CaptureFormatException("a section without a byte order");
            }
            in.littleEndian(!in.littleEndian());
            length = Integer.reverseBytes(length);
        }
        if (length < 28 || length % 4 != 0 || length > MOST_BLOCK_BYTES) {
            throw new CaptureFormatException("a section header of " + Integer.toUnsignedString(length) + " bytes");
        }
        in.skip(length - 12);
        interfaces.clear();
    }

    private boolean interfaceBlock(int body) throws IOException {
        if (body < 8) {
            throw new CaptureFormatException("an interface of " + body + " bytes");
        }
        byte[] bytes = new byte[body];
        in.readBytes(bytes, body);
        long ticks = 1_000_000;
        long offset = 0;
        for (int at = 8; at + 4 <= body; ) {
            int option = in.int16(bytes, at);
            int size = in.int16(bytes, at + 2);
            if (option == 0 || at + 4 + size > body) {
                break;
            }
            if (option == OPTION_RESOLUTION && size >= 1) {
                ticks = ticksPerSecond(bytes[at + 4]);
            } else if (option == OPTION_TIME_OFFSET && size >= 8) {
                offset = timeOffset(bytes, at + 4);
            }
            at += 4 + (size + 3 & ~3);
        }
        interfaces.add(new Interface(in.int16(bytes, 0), Integer.toUnsignedLong(in.int32(bytes, 4)), ticks, offset));
        return false;
    }

    private long timeOffset(byte[] bytes, int at) {
        long first = Integer.toUnsignedLong(in.int32(bytes, at));
        long second = Integer.toUnsignedLong(in.int32(bytes, at + 4));
        return in.littleEndian() ? second << 32 | first : first << 32 | second;
    }

    private static long ticksPerSecond(byte resolution) throws CaptureFormatException {
        int exponent = resolution & 0x7f;
        if (exponent > (resolution < 0 ? 62 : 18)) {
            throw new CaptureFormatException("a clock with a resolution of " + (resolution & 0xff));
        }
        if (resolution < 0) {
            return 1L << exponent;
        }
        long ticks = 1;
        for (int i = 0; i < exponent; i++) {
            ticks *= 10;
        }
        return ticks;
    }

    private boolean timedPacket(CapturedPacket packet, int type, int body) throws IOException {
        if (body < 20) {
            throw new CaptureFormatException("a packet block of " + body + " bytes");
        }
        int id = type == ENHANCED_PACKET ? in.readInt() : in.readShort();
        if (type == OBSOLETE_PACKET) {
            in.skip(2);
        }
        long high = Integer.toUnsignedLong(in.readInt());
        long low = Integer.toUnsignedLong(in.readInt());
        int captured = in.readInt();
        int original = in.readInt();
        Interface from = interfaceOf(id);
        if (captured < 0 || captured > body - 20) {
            throw new CaptureFormatException("a packet longer than its block");
        }
        packet.timeNanos = from.nanos(high << 32 | low);
        lastTimeNanos = packet.timeNanos;
        packet.linkType = from.linkType;
        readPacket(packet, captured, original);
        in.skip(body - 20 - captured);
        return true;
    }

    /** A block without a time: it is given that of the packet before. */
    private boolean simplePacket(CapturedPacket packet, int body) throws IOException {
        if (body < 4) {
            throw new CaptureFormatException("a packet block of " + body + " bytes");
        }
        int original = in.readInt();
        Interface from = interfaceOf(0);
        long captured = Math.min(Integer.toUnsignedLong(original), body - 4);
        if (from.snapLength > 0) {
            captured = Math.min(captured, from.snapLength);
        }
        packet.timeNanos = lastTimeNanos;
        packet.linkType = from.linkType;
        readPacket(packet, (int) captured, original);
        in.skip(body - 4 - captured);
        return true;
    }

    private Interface interfaceOf(int id) throws CaptureFormatException {
        if (id < 0 || id >= interfaces.size()) {
            throw new CaptureFormatException("a packet of interface " + id + ", which is not described");
        }
        return interfaces.get(id);
    }
}
