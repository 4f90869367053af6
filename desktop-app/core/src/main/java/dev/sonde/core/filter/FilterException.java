package dev.sonde.core.filter;

import dev.sonde.core.error.SondeException;

/** A filter that can't be read, and where. Codes are SD-3001 to SD-3007. */
public final class FilterException extends SondeException {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final int length;

    FilterException(String code, String what, String remedy, int column, int length) {
        super(code, what + " at column " + (column + 1), "", remedy);
        this.column = column;
        this.length = length;
    }

    /** Where it goes wrong: index of a character, from 0. */
    public int column() {
        return column;
    }

    /** How many characters are wrong, at least 0. */
    public int length() {
        return length;
    }
}
