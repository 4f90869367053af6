package dev.sonde.core.change;

import dev.sonde.core.change.Trait.Kind;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.ClusterPlace;
import dev.sonde.core.store.Labels;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.store.Snapshot;
import dev.sonde.protocol.v1.Protocol;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The traits of cells, numbered for each kind. Belongs to one thread. */
final class Traits {
    private final Snapshot snapshot;
    private final Map<Kind, List<Integer>> examples = new EnumMap<>(Kind.class);
    private final Map<Kind, int[]> ofCell = new EnumMap<>(Kind.class);

    Traits(Snapshot snapshot, Cells cells) {
        this.snapshot = snapshot;
        Versions versions = new Versions(snapshot);
        for (Kind kind : Kind.values()) {
            LongTable table = new LongTable();
            List<Integer> firsts = new ArrayList<>();
            int[] traits = new int[cells.size()];
            for (int cell = 0; cell < cells.size(); cell++) {
                long value = value(kind, versions, cells, cell);
                int number = value < 0 ? -1 : table.number(value);
                if (number == firsts.size()) {
                    firsts.add(cell);
                }
                traits[cell] = number;
            }
            ofCell.put(kind, traits);
            examples.put(kind, firsts);
        }
    }

    /** How many traits of a kind there are. */
    int count(Kind kind) {
        return firsts(kind).size();
    }

    /** The trait of a kind that a cell has, or -1. */
    int of(Kind kind, int cell) {
        return Objects.requireNonNull(ofCell.get(kind))[cell];
    }

    /** A cell of each trait of a kind. */
    private List<Integer> firsts(Kind kind) {
        return Objects.requireNonNull(examples.get(kind));
    }

    /** What identifies a trait of a cell, or -1 where it has none. */
    private static long value(Kind kind, Versions versions, Cells cells, int cell) {
        Ends.Kind ends = cells.ends(cell);
        boolean sql = cells.protocol(cell) == Protocol.MYSQL_VALUE;
        return switch (kind) {
            case STATEMENT -> sql ? EndpointDurations.key(ends.server().peer(), cells.endpoint(cell)) : -1;
            case ENDPOINT -> sql ? -1 : EndpointDurations.key(ends.server().peer(), cells.endpoint(cell));
            case CLIENT -> ends.client().peer();
            case SERVICE -> ends.server().peer();
            case VERSION -> versions.of(ends.server().place());
            case CLIENT_VERSION -> versions.of(ends.client().place());
            case POD -> ends.server().place();
            case CLIENT_POD -> ends.client().place();
            case STATUS -> cells.status(cell) < 0 ? -1 : (long) cells.protocol(cell) << 32 | cells.status(cell);
            case PROCESS -> ends.server().process();
            case CLIENT_PROCESS -> ends.client().process();
            case NODE -> ends.node();
            case CLIENT_ADDRESS -> ends.client().address();
            case SERVER_ADDRESS -> ends.server().address();
            case PORT -> ends.port();
            case PROTOCOL -> cells.protocol(cell);
        };
    }

    /** A trait with its name and its filter. */
    Trait trait(Kind of, int number, Cells cells) {
        int cell = firsts(of).get(number);
        Ends.Kind ends = cells.ends(cell);
        String server = snapshot.peer(ends.server().peer()).name();
        String client = snapshot.peer(ends.client().peer()).name();
        return switch (of) {
            case STATEMENT, ENDPOINT -> {
                String endpoint = Labels.endpoint(snapshot, cells.endpoint(cell));
                yield new Trait(
                        of,
                        endpoint,
                        List.of(
                                FilterTerm.is(FilterField.SERVICE, server),
                                FilterTerm.is(FilterField.ENDPOINT, endpoint)));
            }
            case CLIENT -> text(of, FilterField.CLIENT, client);
            case SERVICE -> text(of, FilterField.SERVICE, server);
            case VERSION -> Versions.trait(of, snapshot.place(ends.server().place()), server, FilterField.SERVICE);
            case CLIENT_VERSION ->
                Versions.trait(of, snapshot.place(ends.client().place()), client, FilterField.CLIENT);
            case POD -> text(of, FilterField.SERVER_POD, pod(ends.server()));
            case CLIENT_POD -> text(of, FilterField.CLIENT_POD, pod(ends.client()));
            case STATUS ->
                new Trait(
                        of,
                        Integer.toString(cells.status(cell)),
                        List.of(
                                FilterTerm.is(FilterField.PROTOCOL, Labels.protocol(cells.protocol(cell))),
                                Trait.number(FilterField.STATUS, cells.status(cell))));
            case PROCESS ->
                process(of, FilterField.SERVICE, server, ends.server().process());
            case CLIENT_PROCESS ->
                process(of, FilterField.CLIENT, client, ends.client().process());
            case NODE -> text(of, FilterField.NODE, snapshot.node(ends.node()));
            case CLIENT_ADDRESS ->
                text(
                        of,
                        FilterField.CLIENT_ADDRESS,
                        snapshot.string(ends.client().address()));
            case SERVER_ADDRESS ->
                text(
                        of,
                        FilterField.SERVER_ADDRESS,
                        snapshot.string(ends.server().address()));
            case PORT ->
                new Trait(of, Integer.toString(ends.port()), List.of(Trait.number(FilterField.PORT, ends.port())));
            case PROTOCOL -> text(of, FilterField.PROTOCOL, Labels.protocol(cells.protocol(cell)));
        };
    }

    private String pod(Ends.Side side) {
        ClusterPlace place = snapshot.place(side.place());
        return place.named(place.name(), snapshot.home());
    }

    private Trait process(Kind kind, FilterField side, String peer, int index) {
        ProcessInfo process = snapshot.process(index);
        return new Trait(
                kind,
                process.executable() + " (" + process.pid() + ")",
                List.of(FilterTerm.is(side, peer), Trait.number(FilterField.PID, process.pid())));
    }

    private static Trait text(Kind kind, FilterField field, String value) {
        return new Trait(kind, value, List.of(FilterTerm.is(field, value)));
    }
}
