package dev.sonde.ui.overview;

import dev.sonde.core.change.Change;
import dev.sonde.core.change.SlowEdge;
import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.navigation.ViewName;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.ExchangeRow;
import dev.sonde.ui.overview.OverviewData.EndpointShare;
import dev.sonde.ui.workspace.Frames;
import dev.sonde.ui.workspace.GrainWords;
import dev.sonde.ui.workspace.Workspace;
import java.util.List;

/** Where rows of the Overview lead to, and what they are in a filter. Owned by the FX thread. */
final class Ways {
    private final Workspace workspace;

    Ways(Workspace workspace) {
        this.workspace = workspace;
    }

    private Grain grain() {
        return workspace.moment().state().grain();
    }

    List<FilterTerm> terms(ServiceRow row) {
        return List.of(GrainWords.answeredBy(grain(), row.name()));
    }

    List<FilterTerm> terms(ExchangeRow row) {
        return terms(row.server(grain()).name(), row.endpoint());
    }

    List<FilterTerm> terms(EndpointShare row) {
        return terms(row.service(), row.endpoint());
    }

    List<FilterTerm> terms(SlowEdge edge) {
        return List.of(
                GrainWords.askedBy(grain(), edge.client().name()),
                GrainWords.answeredBy(grain(), edge.server().name()));
    }

    private List<FilterTerm> terms(String owner, String endpoint) {
        return List.of(GrainWords.answeredBy(grain(), owner), FilterTerm.is(FilterField.ENDPOINT, endpoint));
    }

    /** Shows the requests that terms keep. */
    void requests(List<FilterTerm> terms) {
        workspace.open(ViewName.REQUESTS, kept(terms));
    }

    /** Shows the requests that terms keep and that wait for an answer. */
    void waiting(List<FilterTerm> terms) {
        Filter filter = kept(terms);
        workspace.go(state -> state.in(ViewName.REQUESTS).where(filter).framed(Frames.WAITING));
    }

    /** Shows the statements that those who answer what is selected answer or ask. */
    void statements(List<FilterTerm> selected) {
        Grain grain = grain();
        FilterField either = GrainWords.atEitherEnd(grain);
        List<FilterTerm> peers = selected.stream()
                .filter(term -> term.field() == FilterField.server(grain))
                .map(term -> new FilterTerm(either, false, term.values()))
                .toList();
        workspace.open(ViewName.SQL, kept(peers.isEmpty() ? selected : peers));
    }

    /** Shows what proves a change. */
    void proof(Change change) {
        workspace.open(ChangeWords.view(change), kept(change.trait().terms()));
    }

    private Filter kept(List<FilterTerm> terms) {
        Filter filter = workspace.moment().filter();
        for (FilterTerm term : terms) {
            filter = filter.and(term);
        }
        return filter;
    }
}
