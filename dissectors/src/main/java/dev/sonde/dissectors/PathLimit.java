package dev.sonde.dissectors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bounds how many different segments follow the same beginning of a server's paths: the first ones keep their names, those beyond are
 * one, as in {@code GET /articles/(other)/comments}. So a crawler that asks each of a hundred thousand articles takes the names of
 * none of the other routes.
 *
 * <p>Confined to one thread.
 */
final class PathLimit {
    private static final int DEEPEST = 16;
    private static final int NODES = 32_768;
    private static final byte[] OTHER = "(other)".getBytes(StandardCharsets.US_ASCII);

    private long[] nodes = new long[64];
    private short[] children = new short[64];
    private int count;
    private byte[] renamed = new byte[64];
    private int renamedLength;

    /** The endpoint with what is beyond the limit taken for one: {@link #length()} bytes of it. */
    byte[] renamed() {
        return renamed;
    }

    int length() {
        return renamedLength;
    }

    /**
     * Whether a new endpoint has segments beyond the limit; {@link #renamed()} is then its name without them.
     *
     * @param most segments behind one beginning that keep their names
     */
    boolean exceeds(long server, byte[] endpoint, int length, int most) {
        int start = path(endpoint, length);
        if (start < 0) {
            return false;
        }
        renamedLength = 0;
        append(endpoint, 0, start);
        boolean exceeded = false;
        long node = root(server, endpoint, start);
        int depth = 0;
        for (int from = start; from < length; ) {
            int end = segmentEnd(endpoint, from, length);
            long next = node(node, endpoint, from, end);
            if (depth < DEEPEST && slot(next) < 0 && children(node) >= most && end > from + 1) {
                append(endpoint, from, from + 1);
                append(OTHER, 0, OTHER.length);
                next = node(node, OTHER, 0, OTHER.length);
                exceeded = true;
            } else {
                append(endpoint, from, end);
            }
            node = next;
            from = end;
            depth++;
        }
        return exceeded;
    }

    /** Takes note of an endpoint that keeps its name. */
    void add(long server, byte[] endpoint, int length) {
        int start = path(endpoint, length);
        if (start < 0) {
            return;
        }
        long node = root(server, endpoint, start);
        int depth = 0;
        for (int from = start; from < length && depth < DEEPEST && count < NODES; depth++) {
            int end = segmentEnd(endpoint, from, length);
            long next = node(node, endpoint, from, end);
            if (slot(next) < 0) {
                put(next, 0);
                int parent = slot(node);
                if (parent < 0) {
                    put(node, 1);
                } else {
                    children[parent]++;
                }
            }
            node = next;
            from = end;
        }
    }

    /** Where the path begins, or -1: it is behind the first word. */
    private static int path(byte[] endpoint, int length) {
        for (int i = 0; i + 1 < length; i++) {
            if (endpoint[i] == ' ') {
                return endpoint[i + 1] == '/' ? i + 1 : -1;
            }
        }
        return -1;
    }

    /** Where the segment ends that begins with the slash at {@code from}. */
    private static int segmentEnd(byte[] endpoint, int from, int length) {
        int end = from + 1;
        while (end < length && endpoint[end] != '/') {
            end++;
        }
        return end;
    }

    private static long root(long server, byte[] endpoint, int end) {
        return node(server * 0x9E3779B97F4A7C15L, endpoint, 0, end);
    }

    /** A number for a beginning with another piece; never 0. */
    private static long node(long parent, byte[] text, int from, int to) {
        long hash = parent ^ 0xCBF29CE484222325L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (text[i] & 0xFF)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        return (hash ^ hash >>> 33) | 1;
    }

    private int children(long node) {
        int slot = slot(node);
        return slot < 0 ? 0 : children[slot];
    }

    private int slot(long node) {
        int mask = nodes.length - 1;
        for (int slot = (int) (node >>> 8) & mask; nodes[slot] != 0; slot = slot + 1 & mask) {
            if (nodes[slot] == node) {
                return slot;
            }
        }
        return -1;
    }

    private void put(long node, int ofChildren) {
        if (++count * 2 > nodes.length) {
            long[] old = nodes;
            short[] counts = children;
            nodes = new long[old.length * 2];
            children = new short[nodes.length];
            for (int i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    place(old[i], counts[i]);
                }
            }
        }
        place(node, (short) ofChildren);
    }

    private void place(long node, short ofChildren) {
        int mask = nodes.length - 1;
        int slot = (int) (node >>> 8) & mask;
        while (nodes[slot] != 0) {
            slot = slot + 1 & mask;
        }
        nodes[slot] = node;
        children[slot] = ofChildren;
    }

    private void append(byte[] text, int from, int to) {
        int needed = renamedLength + to - from;
        if (needed > renamed.length) {
            renamed = Arrays.copyOf(renamed, Math.max(needed, renamed.length * 2));
        }
        System.arraycopy(text, from, renamed, renamedLength, to - from);
        renamedLength = needed;
    }
}
