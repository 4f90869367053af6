package dev.sonde.agent.governor;

import java.util.function.LongSupplier;

/**
 * Has the heap collected when much of it may be garbage. The serial collector lets the old generation grow as far as it may before it looks
 * into it, and what lives for a second, as all that is made of a new connection, is in the old generation when it is garbage: an agent
 * of 20 MiB of heap, of which 10 are in use. To be called once a second; owned by the drain thread.
 */
public final class LeanHeap {
    private static final long GARBAGE_BYTES = 3 << 20;

    private final LongSupplier usedBytes;
    private final Runnable collect;
    private long leanBytes;

    /** Looks after the heap of this virtual machine. */
    public LeanHeap() {
        this(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);
    }

    /** Looks after another one. */
    LeanHeap(LongSupplier usedBytes, Runnable collect) {
        this.usedBytes = usedBytes;
        this.collect = collect;
        leanBytes = usedBytes.getAsLong();
    }

    /**
     * Collects when the heap has grown enough since the last time: a pause of some 20 ms for 10 MiB in use.
     *
     * @return whether it did, which touches what the virtual machine knows of all classes
     */
    public boolean second() {
        boolean grown = usedBytes.getAsLong() > leanBytes + leanBytes / 4 + GARBAGE_BYTES;
        if (grown) {
            collect.run();
            leanBytes = usedBytes.getAsLong();
        }
        return grown;
    }
}
