package dev.sonde.ui.requests;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Grain;
import dev.sonde.core.store.Labels;
import dev.sonde.core.table.ConnectionRow;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.core.table.WaitRow;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.grid.CellHit;
import dev.sonde.ui.grid.RowMenu.Action;
import dev.sonde.ui.shell.RowActions;
import dev.sonde.ui.shell.RowActions.Copy;
import dev.sonde.ui.shell.RowActions.Kept;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where endpoints and requests lead to, and what they are in a filter. On the FX thread. */
final class RequestWays {
    private final Workspace workspace;
    private final EndpointsTable endpoints;
    private final RequestList list;

    RequestWays(Workspace workspace, EndpointsTable endpoints, RequestList list) {
        this.workspace = workspace;
        this.endpoints = endpoints;
        this.list = list;
    }

    /** What was answered, and by whom. */
    record Answered(String protocol, String owner, String endpoint) {
        boolean isStatement() {
            return protocol.equals(Labels.MYSQL);
        }
    }

    /** The endpoint where the keyboard is among endpoints, else that of the request. */
    Optional<Answered> answered() {
        EndpointRow endpoint = endpoints.grid().selected();
        if (endpoint != null && endpoints.grid().isFocused()) {
            return Optional.of(new Answered(endpoint.protocol(), endpoint.service(), endpoint.endpoint()));
        }
        return Optional.<ConnectionRow>ofNullable(list.grid().selected()).map(this::answered);
    }

    Answered answered(ConnectionRow row) {
        return new Answered(row.protocol(), row.server(grain()).name(), row.endpoint());
    }

    /** Shows the statement itself, or the statements that the service asks. */
    void openSql(Answered what) {
        if (what.isStatement()) {
            String statement = Labels.fingerprintId(what.endpoint()) + "@" + what.owner();
            workspace.go(state -> state.in(ViewName.SQL).selecting(statement));
        } else {
            workspace.open(ViewName.SQL, new Filter(List.of(GrainWords.askedBy(grain(), what.owner()))));
        }
    }

    List<FilterTerm> terms(ConnectionRow row) {
        return terms(row.server(grain()).name(), row.endpoint());
    }

    List<FilterTerm> terms(EndpointRow row) {
        return terms(row.service(), row.endpoint());
    }

    private List<FilterTerm> terms(String owner, String endpoint) {
        return List.of(GrainWords.answeredBy(grain(), owner), FilterTerm.is(FilterField.ENDPOINT, endpoint));
    }

    /** The menu of an endpoint. */
    List<List<Action>> menu(EndpointRow row, CellHit hit) {
        return RowActions.menu(
                workspace,
                List.of(new Action(
                        "Show its requests",
                        "Enter",
                        Icon.LIST_TREE,
                        () -> list.grid().requestFocus())),
                new Kept(terms(row), hit),
                List.of(Command.SQL),
                List.of(
                        new Copy("endpoint", row.endpoint()),
                        new Copy("row", endpoints.grid().text(row))));
    }

    /** The menu of a request; {@code show} shows it. */
    List<List<Action>> menu(ConnectionRow row, CellHit hit, Runnable show) {
        return RowActions.menu(
                workspace,
                List.of(new Action("Show the request", "Enter", Icon.LIST_TREE, show)),
                new Kept(terms(row), hit),
                List.of(Command.SQL),
                copies(row));
    }

    private List<Copy> copies(ConnectionRow row) {
        List<Copy> copies = new ArrayList<>();
        switch (row) {
            case ExchangeRow answered -> {
                copies.add(new Copy("request", answered.summary()));
                copies.add(new Copy("row", list.exchanges().grid().text(answered)));
                CopyAs.curl(answered).ifPresent(command -> copies.add(new Copy("as curl", command)));
                CopyAs.mysql(answered).ifPresent(command -> copies.add(new Copy("as mysql", command)));
            }
            case WaitRow waits -> {
                copies.add(new Copy("endpoint", waits.endpoint()));
                copies.add(new Copy("row", list.waits().grid().text(waits)));
            }
        }
        copies.add(new Copy("as ss", CopyAs.ss(row)));
        copies.add(new Copy("as tcpdump", CopyAs.tcpdump(row)));
        return copies;
    }

    private Grain grain() {
        return workspace.moment().state().grain();
    }
}
