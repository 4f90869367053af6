package dev.sonde.ui.grid;

import dev.sonde.core.filter.FilterTerm;
import java.util.Optional;

/**
 * What a cell under the pointer is.
 *
 * @param term what keeps only rows that have the same in it; empty where nothing does
 * @param value what it says; empty where it is painted, or where there is no cell
 */
public record CellHit(Optional<FilterTerm> term, String value) {
    /** No cell: the keyboard asks for a row. */
    public static final CellHit NONE = new CellHit(Optional.empty(), "");
}
