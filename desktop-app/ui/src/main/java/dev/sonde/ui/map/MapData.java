package dev.sonde.ui.map;

import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Grain;
import dev.sonde.core.table.By;
import dev.sonde.core.table.Edges;
import dev.sonde.core.table.Query;
import dev.sonde.core.time.Window;
import dev.sonde.core.topology.CallGraph;
import dev.sonde.core.topology.Grouping;
import dev.sonde.ui.map.layout.Placement;
import dev.sonde.ui.workspace.Moment;

/**
 * All that the map shows of a moment.
 *
 * @param moment the moment
 * @param picture the graph, laid out
 * @param detail what the inspector says of the selection, or of the whole map
 */
record MapData(Moment moment, Picture picture, Detail detail) {
    /**
     * What is wanted.
     *
     * @param grain how finely those who talk are told apart
     * @param grouping what is drawn as one
     * @param standing where everything lies by now
     * @param anew whether to lay it out from nothing
     */
    record Wish(Grain grain, Grouping grouping, Placement standing, boolean anew) {}

    /** Computes it. For jobs. */
    static MapData of(Moment moment, Wish wish, CancelToken cancel) {
        Query query = Query.of("edges").by(By.of(wish.grain())).where(moment.filter());
        Edges now = Edges.of(moment.snapshot(), query.in(moment.a()), cancel);
        Window b = moment.b();
        Edges before = b == null ? null : Edges.of(moment.snapshot(), query.in(b), cancel);
        cancel.check();
        Picture picture = Picture.of(CallGraph.of(now, before, wish.grouping()), wish.standing(), wish.anew());
        cancel.check();
        return new MapData(moment, picture, Detail.of(moment, picture.network(), cancel));
    }
}
