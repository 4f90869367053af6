package dev.sonde.core.table;

import dev.sonde.core.error.SondeException;
import java.util.List;
import java.util.stream.Collectors;

/** Errors of queries. */
final class QueryErrors {
    private QueryErrors() {}

    static SondeException unknownTable(String name) {
        return new SondeException(
                "SD-3020", "There is no table " + name, "", "Tables are " + String.join(", ", Tables.names()) + ".");
    }

    static SondeException unknownColumn(String table, String name, List<Column> columns) {
        return new SondeException(
                "SD-3021",
                "The table " + table + " has no column " + name,
                "",
                "Columns are " + columns.stream().map(Column::name).collect(Collectors.joining(", ")) + ".");
    }

    static SondeException notBy(String table, By by) {
        return new SondeException(
                "SD-3022",
                "The table " + table + " can't be grouped by " + by,
                "Its rows are not made of calls that have one.",
                "Group overview, endpoints or sql; and edges by service, workload, pod or node.");
    }
}
