package dev.sonde.ui.requests;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.ProcessInfo;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.ui.grid.CellText;
import dev.sonde.ui.grid.Grid;
import dev.sonde.ui.grid.Grid.Head;
import dev.sonde.ui.grid.Grid.Kind;
import dev.sonde.ui.grid.Terms;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of the list of requests that are in sight where the user chooses them, and what cells are in a filter. */
final class ExchangeCells {
    private ExchangeCells() {}

    /** One column of text. {@code term} is what keeps the requests that have the same in it. */
    private record Cell(
            Head head, Function<ExchangeRow, CellText> text, Function<ExchangeRow, Optional<FilterTerm>> term) {}

    private static final List<Cell> ON_CHOICE = List.of(
            text("Protocol", 74, "protocol", FilterField.PROTOCOL, ExchangeRow::protocol),
            text(
                    "Client",
                    110,
                    "client",
                    FilterField.CLIENT,
                    row -> row.client().name()),
            text(
                    "Service",
                    110,
                    "server",
                    FilterField.SERVICE,
                    row -> row.server().name()),
            text("Endpoint", 190, "endpoint", FilterField.ENDPOINT, ExchangeRow::endpoint),
            nanos("First byte", "first_byte_ns", FilterField.FIRST_BYTE, ExchangeRow::firstByteNanos),
            nanos("At client", "client_duration_ns", null, ExchangeRow::clientDurationNanos),
            nanos("At server", "server_duration_ns", null, ExchangeRow::serverDurationNanos),
            nanos("Network", "network_ns", null, ExchangeRow::networkNanos),
            number(
                    "Sent",
                    "request_bytes",
                    FilterField.REQUEST_BYTES,
                    ExchangeRow::requestBytes,
                    row -> Sizes.textOrDash(row.requestBytes())),
            number(
                    "Rows",
                    "rows",
                    FilterField.ROWS,
                    ExchangeRow::resultRows,
                    row -> row.resultRows() == null ? "–" : Counts.text(row.resultRows())),
            text("Seen at", 70, "seen_at", FilterField.SEEN_AT, row -> row.seenAt() == null ? "" : row.seenAt()),
            text(
                    "Client pod",
                    130,
                    "",
                    FilterField.CLIENT_POD,
                    row -> row.client(Grain.POD).name()),
            text("Seen on", 100, "node", FilterField.NODE, ExchangeRow::node),
            text("Client address", 116, "client_address", FilterField.CLIENT_ADDRESS, ExchangeRow::clientAddress),
            text("Server address", 116, "server_address", FilterField.SERVER_ADDRESS, ExchangeRow::serverAddress),
            pid("Client pid", "client_pid", ExchangeRow::clientProcess),
            pid("Server pid", "server_pid", ExchangeRow::serverProcess));

    /** Adds them to a table, out of sight. */
    static void addTo(Grid<ExchangeRow> grid) {
        for (Cell cell : ON_CHOICE) {
            var column = grid.column(cell.head(), cell.text());
            grid.onChoice(column);
            grid.term(column, cell.term());
        }
    }

    /** What keeps requests of this status. */
    static Optional<FilterTerm> status(ExchangeRow row) {
        return Terms.exactly(
                FilterField.STATUS,
                row.status() == null ? null : (Long) row.status().longValue());
    }

    private static Cell text(
            String title, double width, String key, FilterField field, Function<ExchangeRow, String> text) {
        return new Cell(
                new Head(title, Kind.TEXT, width, key),
                row -> text.apply(row).isEmpty() ? CellText.muted("–") : CellText.of(text.apply(row)),
                row -> Terms.is(field, text.apply(row)));
    }

    private static Cell nanos(
            String title, String key, @Nullable FilterField field, Function<ExchangeRow, @Nullable Long> nanos) {
        return number(title, key, field, nanos, row -> Durations.textOrDash(nanos.apply(row)));
    }

    private static Cell number(
            String title,
            String key,
            @Nullable FilterField field,
            Function<ExchangeRow, @Nullable Long> number,
            Function<ExchangeRow, String> text) {
        return new Cell(
                new Head(title, Kind.NUMBER, 84, key),
                row -> CellText.of(text.apply(row)),
                row -> field == null ? Optional.empty() : Terms.atLeast(field, number.apply(row)));
    }

    private static Cell pid(String title, String key, Function<ExchangeRow, @Nullable ProcessInfo> process) {
        return new Cell(
                new Head(title, Kind.NUMBER, 74, key),
                row -> {
                    ProcessInfo known = process.apply(row);
                    return known == null ? CellText.muted("–") : CellText.of(Integer.toString(known.pid()));
                },
                row -> {
                    ProcessInfo known = process.apply(row);
                    return Terms.exactly(FilterField.PID, known == null ? null : (Long) (long) known.pid());
                });
    }
}
