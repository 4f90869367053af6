package dev.sonde.core.table;

/** Sorts handles by keys, stable, by merging: no object per row. */
final class KeySort {
    private final long[] keys;
    private final int[] handles;

    /** Takes over the keys; the handles are left as they are. */
    KeySort(long[] keys, int[] handles) {
        this.keys = keys;
        this.handles = handles.clone();
    }

    int[] sort() {
        int n = keys.length;
        long[] fromKeys = keys;
        int[] fromHandles = handles;
        long[] toKeys = new long[n];
        int[] toHandles = new int[n];
        for (long width = 1; width < n; width *= 2) {
            for (long low = 0; low < n; low += 2 * width) {
                int middle = (int) Math.min(low + width, n);
                int high = (int) Math.min(low + 2 * width, n);
                int a = (int) low;
                int b = middle;
                for (int to = (int) low; to < high; to++) {
                    boolean takeA = a < middle && (b >= high || fromKeys[a] <= fromKeys[b]);
                    int from = takeA ? a++ : b++;
                    toKeys[to] = fromKeys[from];
                    toHandles[to] = fromHandles[from];
                }
            }
            long[] swapKeys = fromKeys;
            fromKeys = toKeys;
            toKeys = swapKeys;
            int[] swapHandles = fromHandles;
            fromHandles = toHandles;
            toHandles = swapHandles;
        }
        return fromHandles;
    }
}
