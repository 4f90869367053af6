package dev.sonde.core.filter;

import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Makes predicates over columns out of filters. Questions about words are asked once for each word. */
final class PredicateCompiler {
    private final Snapshot snapshot;
    private final ConnectionTerms connections;

    private PredicateCompiler(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.connections = new ConnectionTerms(snapshot);
    }

    static RowPredicate compile(Filter filter, Snapshot snapshot) {
        PredicateCompiler compiler = new PredicateCompiler(snapshot);
        return new All(filter.terms().stream().map(compiler::test).toArray(TermTest[]::new));
    }

    private TermTest test(FilterTerm term) {
        boolean not = term.negated();
        Predicate<String> text = TextMatcher.of(term.values());
        LongPredicate number = NumberMatcher.of(term.values());
        return switch (term.field()) {
            case SERVICE,
                    CLIENT,
                    PEER,
                    PROCESS,
                    PID,
                    CONTAINER,
                    NODE,
                    NAMESPACE,
                    WORKLOAD,
                    POD,
                    VERSION,
                    SERVER_NAMESPACE,
                    SERVER_WORKLOAD,
                    SERVER_POD,
                    SERVER_NODE,
                    CLIENT_NAMESPACE,
                    CLIENT_WORKLOAD,
                    CLIENT_POD,
                    CLIENT_NODE,
                    ADDRESS,
                    CLIENT_ADDRESS,
                    SERVER_ADDRESS,
                    PORT,
                    CLIENT_PORT -> connection(term);
            case PROTOCOL -> {
                IdMemo memo = new IdMemo(128, id -> text.test(Labels.protocol(id)));
                yield TermTest.shared(not, (r, i) -> memo.test(r.protocol(i)));
            }
            case ENDPOINT, METHOD, PATH, STATEMENT, DB_SYSTEM -> content(term, text);
            case STATUS -> TermTest.content(not, (r, i) -> r.status(i) >= 0 && number.test(r.status(i)));
            case ERROR -> {
                boolean yes = accepts(term, true);
                boolean no = accepts(term, false);
                yield TermTest.content(not, (r, i) -> r.error(i) ? yes : no);
            }
            case TLS -> {
                boolean yes = accepts(term, true);
                boolean no = accepts(term, false);
                int bit = ExchangeFlag.DECRYPTED_VALUE;
                yield TermTest.shared(not, (r, i) -> (r.flags(i) & bit) != 0 ? yes : no);
            }
            case SEEN_AT ->
                TermTest.shared(not, (r, i) -> {
                    String ends = Labels.seenAt(r.flags(i) & Rows.ENDS);
                    return ends != null && text.test(ends);
                });
            case LATENCY -> TermTest.single(not, (r, i) -> known(number, r.durationNanos(i)));
            case FIRST_BYTE -> TermTest.single(not, (r, i) -> known(number, r.firstByteNanos(i)));
            case REQUEST_BYTES -> TermTest.single(not, (r, i) -> known(number, r.requestBytes(i)));
            case RESPONSE_BYTES -> TermTest.single(not, (r, i) -> known(number, r.responseBytes(i)));
            case ROWS -> TermTest.single(not, (r, i) -> known(number, r.resultRows(i)));
        };
    }

    private TermTest connection(FilterTerm term) {
        IntPredicate asked = Objects.requireNonNull(connections.ofConnection(term), term::text);
        return TermTest.shared(term.negated(), (r, i) -> asked.test(r.connection(i)));
    }

    private TermTest content(FilterTerm term, Predicate<String> text) {
        boolean not = term.negated();
        return switch (term.field()) {
            case ENDPOINT -> {
                IdMemo memo = strings(id -> text.test(Labels.endpoint(snapshot, id)));
                yield TermTest.shared(not, (r, i) -> memo.test(r.endpoint(i)));
            }
            case METHOD -> {
                IdMemo memo = strings(id -> text.test(Http.method(snapshot.string(id))));
                yield TermTest.content(not, (r, i) -> http(r, i) && memo.test(r.endpoint(i)));
            }
            case PATH -> {
                IdMemo memo = strings(id -> text.test(Http.path(snapshot.string(id))));
                yield TermTest.content(
                        not,
                        (r, i) -> {
                            if (!http(r, i)) {
                                return false;
                            }
                            String detail = r.detail(i);
                            return detail == null ? memo.test(r.endpoint(i)) : text.test(Http.path(detail));
                        },
                        (r, i) -> http(r, i) && memo.test(r.endpoint(i)));
            }
            case DB_SYSTEM -> {
                boolean mysql = text.test(Labels.MYSQL);
                yield TermTest.shared(not, (r, i) -> mysql && r.protocol(i) == Protocol.MYSQL_VALUE);
            }
            default -> {
                Predicate<String> part = TextMatcher.of(term.values().stream()
                        .map(v -> v instanceof FilterValue.Text(String p) ? new FilterValue.Text("*" + p + "*") : v)
                        .toList());
                IdMemo memo = strings(id -> part.test(snapshot.string(id)));
                yield TermTest.content(
                        not, (r, i) -> r.protocol(i) == Protocol.MYSQL_VALUE && memo.test(r.endpoint(i)));
            }
        };
    }

    private IdMemo strings(IntPredicate question) {
        return new IdMemo(snapshot.stringCount(), question);
    }

    private static boolean http(Rows rows, int row) {
        return rows.protocol(row) == Protocol.HTTP1_VALUE;
    }

    private static boolean known(LongPredicate number, long value) {
        return value >= 0 && number.test(value);
    }

    private static boolean accepts(FilterTerm term, boolean truth) {
        return term.values().contains(new FilterValue.Truth(truth));
    }

    /** Parts of the text of an HTTP exchange: {@code GET /orders/17?x}. */
    static final class Http {
        private Http() {}

        static String method(String text) {
            int blank = text.indexOf(' ');
            return (blank < 0 ? text : text.substring(0, blank)).toUpperCase(Locale.ROOT);
        }

        static String path(String text) {
            int blank = text.indexOf(' ');
            String target = blank < 0 ? text : text.substring(blank + 1);
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }
    }

    private static final class All implements RowPredicate {
        private final TermTest[] tests;

        All(TermTest[] tests) {
            this.tests = tests;
        }

        @Override
        public boolean keeps(ExchangeChunk rows, int row) {
            for (TermTest test : tests) {
                if (!test.keeps(rows, row)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Verdict keeps(AggregateChunk rows, int row) {
            Verdict verdict = Verdict.KEPT;
            for (TermTest test : tests) {
                Verdict one = test.keeps(rows, row);
                if (one == Verdict.LEFT_OUT) {
                    return one;
                }
                verdict = one == Verdict.UNDECIDED ? one : verdict;
            }
            return verdict;
        }

        @Override
        public boolean keepsAll() {
            return tests.length == 0;
        }
    }
}
