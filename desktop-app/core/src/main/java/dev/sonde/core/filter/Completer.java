package dev.sonde.core.filter;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.ConnectionTable;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.Rows;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
        ValueOf valueOf = valueOf(snapshot, field);
        if (valueOf == null) {
            return;
        }
        // Counted by number first, named once: a million rows have few different values.
        Map<Integer, long[]> counts = new HashMap<>();
        Scan scan = new Scan(snapshot, window, Filter.ALL, cancel);
        scan.exchanges((slice, rows, row) -> counts.computeIfAbsent(valueOf.id(rows, row), id -> new long[1])[0]++);
        scan.aggregates(
                (rows, row) -> counts.computeIfAbsent(valueOf.id(rows, row), id -> new long[1])[0] += rows.calls(row));
        Map<String, Long> named = new HashMap<>();
        counts.forEach((id, count) -> {
            String name = valueOf.name(id);
            if (!name.isEmpty()) {
                named.merge(name, count[0], Long::sum);
            }
        });
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

    /** A number of a row's value, and its name. */
    private interface ValueOf {
        int id(Rows rows, int row);

        String name(int id);
    }

    private static @Nullable ValueOf valueOf(Snapshot snapshot, FilterField field) {
        ConnectionTable c = snapshot.connections();
        return switch (field) {
            case SERVICE, PEER ->
                value(
                        (r, i) -> c.serverPeer(r.connection(i)),
                        id -> snapshot.peer(id).name());
            case CLIENT ->
                value(
                        (r, i) -> c.clientPeer(r.connection(i)),
                        id -> snapshot.peer(id).name());
            case PROCESS ->
                value(
                        (r, i) -> c.serverProcess(r.connection(i)),
                        id -> id < 0 ? "" : snapshot.process(id).executable());
            case PID ->
                value(
                        (r, i) -> c.serverProcess(r.connection(i)),
                        id -> id < 0
                                ? ""
                                : Integer.toString(snapshot.process(id).pid()));
            case NODE -> value((r, i) -> c.agent(r.connection(i)), snapshot::node);
            case NAMESPACE, WORKLOAD, POD, VERSION ->
                value((r, i) -> c.serverPlace(r.connection(i)), id -> id < 0 ? "" : ofPlace(field, snapshot.place(id)));
            case PROTOCOL -> value(Rows::protocol, Labels::protocol);
            case ENDPOINT -> value(Rows::endpoint, id -> Labels.endpoint(snapshot, id));
            case METHOD -> value(Rows::endpoint, id -> PredicateCompiler.Http.method(snapshot.string(id)));
            case PATH -> value(Rows::endpoint, id -> PredicateCompiler.Http.path(snapshot.string(id)));
            case STATUS -> value(Rows::status, id -> id < 0 ? "" : Integer.toString(id));
            case ERROR -> value((r, i) -> r.error(i) ? 1 : 0, id -> Boolean.toString(id == 1));
            case PORT -> value((r, i) -> c.serverPort(r.connection(i)), Integer::toString);
            case ADDRESS, SERVER_ADDRESS -> value((r, i) -> c.serverAddress(r.connection(i)), snapshot::string);
            case CLIENT_ADDRESS -> value((r, i) -> c.clientAddress(r.connection(i)), snapshot::string);
            case SEEN_AT ->
                value((r, i) -> r.flags(i) & Rows.ENDS, id -> {
                    String ends = Labels.seenAt(id);
                    return ends == null ? "" : ends;
                });
            default -> null;
        };
    }

    private static String ofPlace(FilterField field, ClusterPlace place) {
        return switch (field) {
            case NAMESPACE -> place.namespace();
            case WORKLOAD -> place.workload();
            case VERSION -> place.version();
            default -> place.isPod() ? place.name() : "";
        };
    }

    private interface IdOf {
        int of(Rows rows, int row);
    }

    private static ValueOf value(IdOf id, java.util.function.IntFunction<String> name) {
        return new ValueOf() {
            @Override
            public int id(Rows rows, int row) {
                return id.of(rows, row);
            }

            @Override
            public String name(int number) {
                return name.apply(number);
            }
        };
    }
}
