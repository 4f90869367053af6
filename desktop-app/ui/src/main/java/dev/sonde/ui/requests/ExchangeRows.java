package dev.sonde.ui.requests;

import dev.sonde.core.table.ExchangeList;
import dev.sonde.core.table.ExchangeRow;
import java.util.AbstractList;
import java.util.RandomAccess;

/** Exchanges as a list that makes its rows when asked: a table of millions costs what it shows. */
final class ExchangeRows extends AbstractList<ExchangeRow> implements RandomAccess {
    private final ExchangeList exchanges;

    ExchangeRows(ExchangeList exchanges) {
        this.exchanges = exchanges;
    }

    @Override
    public ExchangeRow get(int index) {
        return exchanges.row(index);
    }

    @Override
    public int size() {
        return exchanges.size();
    }
}
