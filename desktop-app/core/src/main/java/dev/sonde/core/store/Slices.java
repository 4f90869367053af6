package dev.sonde.core.store;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Stretches that are full, and the one that is being filled. Immutable. */
final class Slices<R extends Rows> extends AbstractList<Snapshot.Slice<R>> implements RandomAccess {
    private final List<Snapshot.Slice<R>> full;
    private final Snapshot.Slice<R> last;

    Slices(List<Snapshot.Slice<R>> full, Snapshot.Slice<R> last) {
        this.full = full;
        this.last = last;
    }

    @Override
    public Snapshot.Slice<R> get(int index) {
        return index == full.size() ? last : full.get(index);
    }

    @Override
    public int size() {
        return full.size() + 1;
    }
}
