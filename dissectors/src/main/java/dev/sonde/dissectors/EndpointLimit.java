package dev.sonde.dissectors;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Bounds how many different endpoints are told apart: of one server, and of all together. The first ones keep their
 * names; those beyond are one endpoint for each first word, such as {@code GET (other)}, and their detail says which they
 * were. Paths with random words in them, and statements made by programs, would otherwise grow the tables of names of
 * agent and workstation for as long as they are sent. Cardinality limits of OpenTelemetry do the same
 * (opentelemetry-specification, metrics/sdk.md, "Cardinality limits"). Of paths what is behind one beginning is bounded before that
 * ({@link PathLimit}).
 *
 * <p>Confined to one thread.
 */
public final class EndpointLimit {
    /** Endpoints of one server that keep their names. */
    public static final int OF_ONE_SERVER = 1000;

    /** Different endpoints of all servers that keep their names. */
    public static final int OF_ALL = 12_288;

    /** Bytes of those names. */
    public static final int BYTES_OF_ALL = 768 << 10;

    private static final int LEAST_OF_ONE_PARENT = 16;
    private static final int PAIRS = 32_768;
    private static final int FIRST_WORDS = 64;
    private static final int LONGEST_WORD = 32;
    private static final byte[] OTHER = "(other)".getBytes(StandardCharsets.US_ASCII);

    private final Hashes pairs = new Hashes();
    private final Hashes names = new Hashes();
    private final PathLimit paths = new PathLimit();
    private final Map<Long, int[]> servers = new HashMap<>();
    private final Set<String> words = new HashSet<>();
    private int bytes;
    private final byte[] renamed = new byte[LONGEST_WORD + 1 + OTHER.length];

    /** Makes a limit that has seen nothing. */
    public EndpointLimit() {}

    /**
     * Gives an exchange the endpoint of the others when its own is beyond the limit.
     *
     * @param server tells servers apart, as a hash of address and port
     * @return whether it was
     */
    public boolean apply(long server, ExchangeView view) {
        long name = hash(view.endpoint, view.endpointLength);
        long pair = mix(name ^ server * 0x9E3779B97F4A7C15L);
        if (view.endpointLength == 0 || pairs.has(pair)) {
            return false;
        }
        if (paths.exceeds(server, view.endpoint, view.endpointLength, mostOfOneParent(server))) {
            keepDetail(view);
            rename(server, view);
            return true;
        }
        if (admit(server, pair, name, view.endpointLength)) {
            paths.add(server, view.endpoint, view.endpointLength);
            return false;
        }
        keepDetail(view);
        beOther(view);
        return true;
    }

    /** What is behind one beginning of a path may take a part of the names that are left: so some are left for what comes later. */
    private int mostOfOneParent(long server) {
        int[] count = servers.get(server);
        int left = count == null ? OF_ONE_SERVER : OF_ONE_SERVER - count[0];
        return Math.max(LEAST_OF_ONE_PARENT, left / 4);
    }

    /** Gives it the name without what in its path is beyond the limit. */
    private void rename(long server, ExchangeView view) {
        view.endpoint = paths.renamed();
        view.endpointLength = paths.length();
        long name = hash(view.endpoint, view.endpointLength);
        long pair = mix(name ^ server * 0x9E3779B97F4A7C15L);
        if (pairs.has(pair)) {
            return;
        }
        if (admit(server, pair, name, view.endpointLength)) {
            paths.add(server, view.endpoint, view.endpointLength);
        } else {
            beOther(view);
        }
    }

    private static void keepDetail(ExchangeView view) {
        if (view.detailLength == 0) {
            view.detail = view.endpoint;
            view.detailLength = view.endpointLength;
        }
    }

    private void beOther(ExchangeView view) {
        int word = firstWord(view.endpoint, view.endpointLength);
        System.arraycopy(view.endpoint, 0, renamed, 0, word);
        System.arraycopy(OTHER, 0, renamed, word, OTHER.length);
        view.endpoint = renamed;
        view.endpointLength = word + OTHER.length;
    }

    private boolean admit(long server, long pair, long name, int length) {
        boolean told = names.has(name);
        if (pairs.count == PAIRS || (!told && (names.count == OF_ALL || bytes + length > BYTES_OF_ALL))) {
            return false;
        }
        int[] count = servers.computeIfAbsent(server, s -> new int[1]);
        if (count[0] == OF_ONE_SERVER) {
            return false;
        }
        count[0]++;
        pairs.add(pair);
        if (!told) {
            names.add(name);
            bytes += length;
        }
        return true;
    }

    /** Length of the first word with the space behind it; 0 when there is none, or there were too many different ones. */
    private int firstWord(byte[] endpoint, int length) {
        int end = 0;
        while (end < length && end < LONGEST_WORD && endpoint[end] != ' ') {
            end++;
        }
        if (end == length || endpoint[end] != ' ') {
            return 0;
        }
        String word = new String(endpoint, 0, end, StandardCharsets.ISO_8859_1);
        if (!words.contains(word)) {
            if (words.size() == FIRST_WORDS) {
                return 0;
            }
            words.add(word);
        }
        return end + 1;
    }

    private static long hash(byte[] text, int length) {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ (text[i] & 0xFF)) * 0x100000001B3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    /** Hashes of 64 bits; 0 stands for an empty slot, and is in none. */
    private static final class Hashes {
        private long[] slots = new long[64];
        private int count;

        boolean has(long hash) {
            int mask = slots.length - 1;
            for (int slot = (int) hash & mask; slots[slot] != 0; slot = slot + 1 & mask) {
                if (slots[slot] == hash) {
                    return true;
                }
            }
            return false;
        }

        void add(long hash) {
            if (++count * 2 > slots.length) {
                long[] old = slots;
                slots = new long[old.length * 2];
                Arrays.stream(old).filter(h -> h != 0).forEach(this::place);
            }
            place(hash);
        }

        private void place(long hash) {
            int mask = slots.length - 1;
            int slot = (int) hash & mask;
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = hash;
        }
    }
}
