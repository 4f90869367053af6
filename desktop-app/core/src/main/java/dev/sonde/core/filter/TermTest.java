package dev.sonde.core.filter;

import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Rows;

/** One term, ready to be asked. */
abstract class TermTest {
    private final boolean negated;

    TermTest(boolean negated) {
        this.negated = negated;
    }

    /** Says whether the term keeps an exchange. */
    final boolean keeps(ExchangeChunk rows, int row) {
        return matches(rows, row) != negated;
    }

    /** Says what the term does with a group of calls. */
    RowPredicate.Verdict keeps(AggregateChunk rows, int row) {
        return RowPredicate.Verdict.UNDECIDED;
    }

    abstract boolean matches(ExchangeChunk rows, int row);

    final boolean negated() {
        return negated;
    }

    /** Asks what is the same for all calls of a group. */
    @FunctionalInterface
    interface Shared {
        boolean matches(Rows rows, int row);
    }

    /** Asks what single calls have. */
    @FunctionalInterface
    interface Single {
        boolean matches(ExchangeChunk rows, int row);
    }

    static TermTest single(boolean negated, Single test) {
        return new TermTest(negated) {
            @Override
            boolean matches(ExchangeChunk rows, int row) {
                return test.matches(rows, row);
            }
        };
    }

    /** A question to the connection. */
    static TermTest shared(boolean negated, Shared test) {
        return new SharedTest(negated, test::matches, test, false);
    }

    /** A question to the content, which has no answer for calls that were not looked into. */
    static TermTest content(boolean negated, Shared test) {
        return new SharedTest(negated, test::matches, test, true);
    }

    /** The same, where single calls know more. */
    static TermTest content(boolean negated, Single single, Shared group) {
        return new SharedTest(negated, single, group, true);
    }

    private static final class SharedTest extends TermTest {
        private final Single single;
        private final Shared group;
        private final boolean content;

        SharedTest(boolean negated, Single single, Shared group, boolean content) {
            super(negated);
            this.single = single;
            this.group = group;
            this.content = content;
        }

        @Override
        boolean matches(ExchangeChunk rows, int row) {
            return single.matches(rows, row);
        }

        @Override
        RowPredicate.Verdict keeps(AggregateChunk rows, int row) {
            if (content && rows.endpoint(row) == 0) {
                return RowPredicate.Verdict.UNDECIDED;
            }
            return group.matches(rows, row) != negated() ? RowPredicate.Verdict.KEPT : RowPredicate.Verdict.LEFT_OUT;
        }
    }
}
