package dev.sonde.agent.kernel;

/**
 * What can be chosen before the programs are loaded.
 *
 * <p>A ring counts into the agent's resident memory once all of it was used.
 *
 * @param exchangeRingBytes size of the ring of exchanges: a power of two and a multiple of the page size
 * @param connectionRingBytes size of the ring of connections, likewise
 */
public record Settings(int exchangeRingBytes, int connectionRingBytes) {
    private static final int PAGE_BYTES = 4096;

    /** Checks the sizes. */
    public Settings {
        requireRingSize(exchangeRingBytes);
        requireRingSize(connectionRingBytes);
    }

    /** Two mebibytes for exchanges, half of one for connections. */
    public static Settings defaults() {
        return new Settings(2 << 20, 512 << 10);
    }

    private static void requireRingSize(int bytes) {
        if (bytes < PAGE_BYTES || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException("A ring's size is a power of two of at least a page: " + bytes);
        }
    }
}
