package dev.sonde.core.filter;

import dev.sonde.core.store.AggregateChunk;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.ExchangeChunk;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/** Makes predicates over columns out of filters. Questions about words are asked once for each word. */
final class PredicateCompiler {
    private final Snapshot snapshot;
    private final ConnectionTable connections;

    private PredicateCompiler(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.connections = snapshot.connections();
    }

    static RowPredicate compile(Filter filter, Snapshot snapshot) {
        PredicateCompiler compiler = new PredicateCompiler(snapshot);
        return new All(filter.terms().stream().map(compiler::test).toArray(TermTest[]::new));
    }

    private TermTest test(FilterTerm term) {
        boolean not = term.negated();
        Predicate<String> text = TextMatcher.of(term.values());
        LongPredicate number = number(term.values());
        return switch (term.field()) {
            case SERVICE, CLIENT, PEER, PROCESS, PID, CONTAINER, NODE -> owner(term, text, number);
            case ADDRESS, CLIENT_ADDRESS, SERVER_ADDRESS -> address(term, text);
            case PORT -> TermTest.shared(not, (r, i) -> number.test(connections.serverPort(r.connection(i))));
            case CLIENT_PORT -> TermTest.shared(not, (r, i) -> number.test(connections.clientPort(r.connection(i))));
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

    private TermTest owner(FilterTerm term, Predicate<String> text, LongPredicate number) {
        boolean not = term.negated();
        if (term.field() == FilterField.NODE) {
            IdMemo nodes = new IdMemo(64, agent -> text.test(snapshot.node(agent)));
            return TermTest.shared(not, (r, i) -> nodes.test(connections.agent(r.connection(i))));
        }
        IdMemo peers = new IdMemo(
                snapshot.peerCount(), id -> text.test(snapshot.peer(id).name()));
        IdMemo processes = new IdMemo(snapshot.processCount(), process(term, text, number));
        return switch (term.field()) {
            case SERVICE -> TermTest.shared(not, (r, i) -> peers.test(connections.serverPeer(r.connection(i))));
            case CLIENT -> TermTest.shared(not, (r, i) -> peers.test(connections.clientPeer(r.connection(i))));
            case PEER ->
                TermTest.shared(
                        not,
                        (r, i) -> peers.test(connections.serverPeer(r.connection(i)))
                                || peers.test(connections.clientPeer(r.connection(i))));
            default ->
                TermTest.shared(not, (r, i) -> {
                    int server = connections.serverProcess(r.connection(i));
                    int client = connections.clientProcess(r.connection(i));
                    return (server >= 0 && processes.test(server)) || (client >= 0 && processes.test(client));
                });
        };
    }

    private IntPredicate process(FilterTerm term, Predicate<String> text, LongPredicate number) {
        return switch (term.field()) {
            case PID -> id -> number.test(snapshot.process(id).pid());
            case CONTAINER -> {
                Predicate<String> beginning = TextMatcher.of(term.values().stream()
                        .map(v -> v instanceof FilterValue.Text(String p) ? new FilterValue.Text(p + "*") : v)
                        .toList());
                yield id -> {
                    String container = snapshot.process(id).told().place().containerId();
                    return !container.isEmpty() && beginning.test(container);
                };
            }
            default -> id -> text.test(snapshot.process(id).executable());
        };
    }

    private TermTest address(FilterTerm term, Predicate<String> text) {
        IdMemo strings = new IdMemo(snapshot.stringCount(), id -> text.test(snapshot.string(id)));
        boolean client = term.field() != FilterField.SERVER_ADDRESS;
        boolean server = term.field() != FilterField.CLIENT_ADDRESS;
        return TermTest.shared(
                term.negated(),
                (r, i) -> (client && strings.test(connections.clientAddress(r.connection(i))))
                        || (server && strings.test(connections.serverAddress(r.connection(i)))));
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
                boolean mysql = text.test("mysql");
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

    private static LongPredicate number(List<FilterValue> values) {
        LongPredicate any = n -> false;
        for (FilterValue value : values) {
            LongPredicate before = any;
            LongPredicate one = number(value);
            any = values.size() == 1 ? one : n -> before.test(n) || one.test(n);
        }
        return any;
    }

    private static LongPredicate number(FilterValue value) {
        return switch (value) {
            case FilterValue.Compare(FilterValue.Operator operator, long than) ->
                switch (operator) {
                    case EQUAL -> n -> n == than;
                    case LESS -> n -> n < than;
                    case LESS_OR_EQUAL -> n -> n <= than;
                    case MORE -> n -> n > than;
                    case MORE_OR_EQUAL -> n -> n >= than;
                };
            case FilterValue.Between(Long low, Long high) -> {
                long from = low == null ? Long.MIN_VALUE : low;
                long to = high == null ? Long.MAX_VALUE : high;
                yield n -> n >= from && n <= to;
            }
            case FilterValue.Text t -> n -> false;
            case FilterValue.Regex r -> n -> false;
            case FilterValue.Truth t -> n -> false;
        };
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
