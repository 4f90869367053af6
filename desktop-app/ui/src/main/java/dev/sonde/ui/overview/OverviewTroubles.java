package dev.sonde.ui.overview;

import dev.sonde.core.backing.ServiceBacking;
import dev.sonde.core.backing.ServiceBackings;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.use.ContainerLoad;
import dev.sonde.core.use.ContainerLoads;
import dev.sonde.core.waiting.AllAwaited;
import dev.sonde.core.waiting.Awaited;
import dev.sonde.ui.workspace.Moment;
import java.util.List;

/**
 * What is wrong beside what calls tell.
 *
 * @param awaited who has not answered yet
 * @param services Services that nobody stands behind
 * @param containers containers in trouble
 */
record OverviewTroubles(List<Awaited> awaited, List<ServiceBacking> services, List<ContainerLoad> containers) {
    /**
     * Finds it. For jobs.
     *
     * @param live whether what has no answer yet may still get one
     */
    static OverviewTroubles of(Moment moment, boolean live, CancelToken cancel) {
        return new OverviewTroubles(
                live
                        ? AllAwaited.of(
                                moment.snapshot(),
                                moment.a().toNanos(),
                                moment.filter(),
                                moment.state().grain())
                        : List.of(),
                ServiceBackings.of(moment.snapshot(), moment.a(), moment.filter(), cancel)
                        .troubled(),
                ContainerLoads.of(moment.snapshot(), moment.a(), moment.filter(), cancel)
                        .inTrouble());
    }
}
