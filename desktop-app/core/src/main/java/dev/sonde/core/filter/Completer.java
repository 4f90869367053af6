package dev.sonde.core.filter;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Parties;
import dev.sonde.core.store.Peer;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Completes one text at one caret. */
final class Completer {
    private final String text;
    private final int caret;
    private final int limit;

    Completer(String text, int caret, int limit) {
        this.text = text;
        this.caret = Math.clamp(caret, 0, text.length());
        this.limit = limit;
    }

    List<Completion> complete(Snapshot snapshot, Window window, CancelToken cancel) {
        int start = termStart();
        String typed = text.substring(start, caret);
        int colon = typed.indexOf(':');
        if (colon < 0) {
            return fields(start, typed);
        }
        Optional<FilterField> field = FilterField.named(typed.substring(0, colon));
        if (field.isEmpty()) {
            return List.of();
        }
        int valueStart = Math.max(colon, typed.lastIndexOf(',')) + 1;
        String value = typed.substring(valueStart);
        List<Completion> found = new ArrayList<>();
        if (value.isEmpty() && field.get().isNumeric()) {
            operators(start + valueStart, field.get(), found);
        }
        values(snapshot, window, cancel, field.get(), new Typed(start + valueStart, value), found);
        return found.subList(0, Math.min(limit, found.size()));
    }

    private record Typed(int at, String value) {}

    private int termStart() {
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < caret; i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (!quoted && Character.isWhitespace(c)) {
                start = i + 1;
            }
        }
        return start < caret && text.charAt(start) == '!' ? start + 1 : start;
    }

    private List<Completion> fields(int start, String typed) {
        String word = typed.toLowerCase(Locale.ROOT);
        List<Completion> found = new ArrayList<>();
        for (FilterField field : FilterField.values()) {
            for (String name : field.names()) {
                if (name.startsWith(word) && found.size() < limit) {
                    found.add(new Completion(name + ":", start, caret, Completion.Kind.FIELD, 0, field.help()));
                    break;
                }
            }
        }
        return found;
    }

    private void operators(int at, FilterField field, List<Completion> found) {
        for (String operator : new String[] {">", "<", ">=", "<=", ".."}) {
            found.add(new Completion(operator, at, caret, Completion.Kind.OPERATOR, 0, field.help()));
        }
    }

    private void values(
            Snapshot snapshot,
            Window window,
            CancelToken cancel,
            FilterField field,
            Typed typed,
            List<Completion> found) {
        Map<String, Long> named = counts(snapshot, window, Filter.ALL, field, cancel);
        String word = typed.value().startsWith("\"") ? typed.value().substring(1) : typed.value();
        String wanted = word.toLowerCase(Locale.ROOT);
        named.entrySet().stream()
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).contains(wanted))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .forEach(entry -> found.add(new Completion(
                        FilterText.quoted(entry.getKey()),
                        typed.at(),
                        caret,
                        Completion.Kind.VALUE,
                        entry.getValue(),
                        "")));
    }

    /** Values of a field in a window with how many calls have them; none for a field whose values can't be named. */
    static Map<String, Long> counts(
            Snapshot snapshot, Window window, Filter filter, FilterField field, CancelToken cancel) {
        ValueOf valueOf = valueOf(snapshot, field);
        if (valueOf == null) {
            return Map.of();
        }
        // Counted by number first, named once: a million rows have few different values.
        Map<Long, long[]> counts = new HashMap<>();
        Scan scan = new Scan(snapshot, window, filter, cancel);
        scan.exchanges((slice, rows, row) -> counts.computeIfAbsent(valueOf.pair(rows, row), id -> new long[1])[0]++);
        scan.aggregates((rows, row) ->
                counts.computeIfAbsent(valueOf.pair(rows, row), id -> new long[1])[0] += rows.calls(row));
        Map<String, Long> named = new HashMap<>();
        counts.forEach((pair, count) -> {
            // What both ends of a call have is one call of it.
            for (String name : valueOf.names(pair)) {
                named.merge(name, count[0], Long::sum);
            }
        });
        return named;
    }

    /** Numbers of a row's values, at one end or at both, and their names. */
    private record ValueOf(IdOf id, @Nullable IdOf other, IntFunction<String> name) {
        static ValueOf of(IdOf id, IntFunction<String> name) {
            return new ValueOf(id, null, name);
        }

        long pair(Rows rows, int row) {
            int first = id.of(rows, row);
            int second = other == null ? first : other.of(rows, row);
            return (long) first << 32 | (second & 0xffffffffL);
        }

        Set<String> names(long pair) {
            Set<String> names = new LinkedHashSet<>();
            names.add(name.apply((int) (pair >> 32)));
            names.add(name.apply((int) pair));
            names.remove("");
            return names;
        }
    }

    private interface IdOf {
        int of(Rows rows, int row);
    }

    private static @Nullable ValueOf valueOf(Snapshot snapshot, FilterField field) {
        ConnectionTable c = snapshot.connections();
        return switch (field) {
            case SERVICE -> ofParty(snapshot, Grain.SERVICE, true);
            case SERVER_WORKLOAD -> ofParty(snapshot, Grain.WORKLOAD, true);
            case SERVER_POD -> ofParty(snapshot, Grain.POD, true);
            case SERVER_NODE -> ofParty(snapshot, Grain.NODE, true);
            case CLIENT -> ofParty(snapshot, Grain.SERVICE, false);
            case CLIENT_WORKLOAD -> ofParty(snapshot, Grain.WORKLOAD, false);
            case CLIENT_POD -> ofParty(snapshot, Grain.POD, false);
            case CLIENT_NODE -> ofParty(snapshot, Grain.NODE, false);
            case PEER -> {
                Parties parties = new Parties(snapshot, Grain.SERVICE);
                yield new ValueOf(
                        (r, i) -> parties.server(r.connection(i)),
                        (r, i) -> parties.client(r.connection(i)),
                        parties::name);
            }
            case PROCESS ->
                new ValueOf(
                        (r, i) -> c.serverProcess(r.connection(i)),
                        (r, i) -> c.clientProcess(r.connection(i)),
                        id -> id < 0 ? "" : snapshot.process(id).executable());
            case PID ->
                new ValueOf(
                        (r, i) -> c.serverProcess(r.connection(i)),
                        (r, i) -> c.clientProcess(r.connection(i)),
                        id -> id < 0
                                ? ""
                                : Integer.toString(snapshot.process(id).pid()));
            case NODE -> {
                Parties parties = new Parties(snapshot, Grain.NODE);
                yield new ValueOf(
                        (r, i) -> parties.server(r.connection(i)),
                        (r, i) -> parties.client(r.connection(i)),
                        id -> parties.party(id).kind() == Peer.Kind.NODE ? parties.name(id) : "");
            }
            case NAMESPACE, WORKLOAD, POD, VERSION, SERVER_NAMESPACE, CLIENT_NAMESPACE -> ofPlaces(snapshot, field);
            default -> ofContent(snapshot, field);
        };
    }

    private static ValueOf ofParty(Snapshot snapshot, Grain grain, boolean server) {
        Parties parties = new Parties(snapshot, grain);
        return ValueOf.of(
                (r, i) -> server ? parties.server(r.connection(i)) : parties.client(r.connection(i)), parties::name);
    }

    private static ValueOf ofPlaces(Snapshot snapshot, FilterField field) {
        ConnectionTable c = snapshot.connections();
        IdOf server = (r, i) -> c.serverPlace(r.connection(i));
        IdOf client = (r, i) -> c.clientPlace(r.connection(i));
        IntFunction<String> name = id -> id < 0 ? "" : ofPlace(field, snapshot.place(id));
        return switch (field) {
            case SERVER_NAMESPACE -> ValueOf.of(server, name);
            case CLIENT_NAMESPACE -> ValueOf.of(client, name);
            default -> new ValueOf(server, client, name);
        };
    }

    private static @Nullable ValueOf ofContent(Snapshot snapshot, FilterField field) {
        ConnectionTable c = snapshot.connections();
        return switch (field) {
            case PROTOCOL -> ValueOf.of(Rows::protocol, Labels::protocol);
            case ENDPOINT -> ValueOf.of(Rows::endpoint, id -> Labels.endpoint(snapshot, id));
            case METHOD -> ValueOf.of(Rows::endpoint, id -> PredicateCompiler.Http.method(snapshot.string(id)));
            case PATH -> ValueOf.of(Rows::endpoint, id -> PredicateCompiler.Http.path(snapshot.string(id)));
            case STATUS -> ValueOf.of(Rows::status, id -> id < 0 ? "" : Integer.toString(id));
            case ERROR -> ValueOf.of((r, i) -> r.error(i) ? 1 : 0, id -> Boolean.toString(id == 1));
            case PORT -> ValueOf.of((r, i) -> c.serverPort(r.connection(i)), Integer::toString);
            case ADDRESS, SERVER_ADDRESS -> ValueOf.of((r, i) -> c.serverAddress(r.connection(i)), snapshot::string);
            case CLIENT_ADDRESS -> ValueOf.of((r, i) -> c.clientAddress(r.connection(i)), snapshot::string);
            case SEEN_AT ->
                ValueOf.of((r, i) -> r.flags(i) & Rows.ENDS, id -> {
                    String ends = Labels.seenAt(id);
                    return ends == null ? "" : ends;
                });
            default -> null;
        };
    }

    private static String ofPlace(FilterField field, ClusterPlace place) {
        return switch (field) {
            case WORKLOAD -> place.workload();
            case VERSION -> place.version().name();
            case POD -> place.isPod() ? place.name() : "";
            default -> place.namespace();
        };
    }
}
