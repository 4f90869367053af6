package dev.sonde.agent.connection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** IP addresses as two longs in network byte order, IPv4 mapped into IPv6. */
final class Address {
    private static final VarHandle BIG_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;

    private Address() {}

    static long high(byte[] bytes, int offset) {
        return (long) BIG_ENDIAN.get(bytes, offset);
    }

    static long low(byte[] bytes, int offset) {
        return (long) BIG_ENDIAN.get(bytes, offset + 8);
    }

    static boolean isIpv4(long high, long low) {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    /** Whether the address means another machine in each network namespace. */
    static boolean isLoopback(long high, long low) {
        return isIpv4(high, low) ? (low >>> 24 & 0xFF) == 127 : high == 0 && low == 1;
    }

    static boolean isAny(long high, long low) {
        return high == 0 && (low == 0 || low == MAPPED);
    }

    /** Text form without brackets or zone, IPv6 as RFC 5952 writes it. */
    static String text(long high, long low) {
        StringBuilder text = new StringBuilder(40);
        if (isIpv4(high, low)) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(low >>> shift & 0xFF);
                if (shift > 0) {
                    text.append('.');
                }
            }
            return text.toString();
        }
        int[] groups = new int[8];
        for (int i = 0; i < 4; i++) {
            groups[i] = (int) (high >>> (48 - 16 * i)) & 0xFFFF;
            groups[i + 4] = (int) (low >>> (48 - 16 * i)) & 0xFFFF;
        }
        appendGroups(text, groups);
        return text.toString();
    }

    private static void appendGroups(StringBuilder text, int[] groups) {
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestStart = i;
                bestLength = end - i;
            }
        }
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(groups[i]));
            }
        }
    }
}
