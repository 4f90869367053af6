package dev.sonde.core.use;

import dev.sonde.core.filter.Filter;
import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.filter.StateFilter;
import dev.sonde.core.job.CancelToken;
import dev.sonde.core.store.Snapshot;
import dev.sonde.core.store.UseTable;
import dev.sonde.core.time.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the containers of a cluster used in a window. Immutable.
 *
 * @param all those that a filter keeps, the most troubled first
 * @param notApplied terms of the filter that can't be asked of containers
 */
public record ContainerLoads(List<ContainerLoad> all, List<FilterTerm> notApplied) {
    /** Containers without a pause of this length in being throttled are throttled throughout. */
    private static final long PAUSE_NANOS = 3_000_000_000L;

    /** Copies the lists. */
    public ContainerLoads {
        all = List.copyOf(all);
        notApplied = List.copyOf(notApplied);
    }

    /**
     * Adds them up. Call it in a job.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static ContainerLoads of(Snapshot snapshot, Window window, Filter filter, CancelToken cancel) {
        Containers containers = new Containers(snapshot, window, cancel);
        List<Containers.One> there = containers.inWindow();
        Map<Containers.One, Sum> sums = new LinkedHashMap<>();
        there.forEach(one -> sums.put(one, new Sum()));
        UseTable uses = snapshot.uses();
        @Nullable Sum[] byIndex = new @Nullable Sum[uses.containerCount()];
        for (int i = 0; i < byIndex.length; i++) {
            Containers.One one = containers.byId(uses.containerAt(i).id());
            byIndex[i] = one == null ? null : sums.get(one);
        }
        for (int row = 0; row < uses.count(); row++) {
            Sum sum = byIndex[uses.container(row)];
            if (sum != null) {
                sum.add(uses, row, window);
            }
        }
        StateFilter kept = StateFilter.ofTexts(filter, field -> text(field, there));
        List<ContainerLoad> loads = new ArrayList<>();
        for (int i = 0; i < there.size(); i++) {
            if (kept.keeps(i)) {
                Containers.One one = there.get(i);
                Sum sum = sums.get(one);
                loads.add(new ContainerLoad(
                        one.place, sum == null ? null : sum.cpu(), sum == null ? null : sum.memory(), one.life));
            }
        }
        loads.sort(Comparator.comparing(ContainerLoad::isInTrouble)
                .thenComparingDouble(ContainerLoads::cores)
                .reversed());
        return new ContainerLoads(loads, kept.notApplied());
    }

    private static @Nullable IntFunction<String> text(FilterField field, List<Containers.One> there) {
        return switch (field) {
            case NAMESPACE, SERVER_NAMESPACE -> index -> there.get(index).place.namespace();
            case SERVICE -> index -> there.get(index).place.service();
            case WORKLOAD, SERVER_WORKLOAD -> index -> there.get(index).place.workload();
            case POD, SERVER_POD -> index -> there.get(index).place.pod();
            case NODE, SERVER_NODE -> index -> there.get(index).place.node();
            default -> null;
        };
    }

    /** Those in trouble. */
    public List<ContainerLoad> inTrouble() {
        return all.stream().filter(ContainerLoad::isInTrouble).toList();
    }

    private static double cores(ContainerLoad load) {
        return load.cpu() == null ? -1 : load.cpu().cores();
    }

    /** Rows of one container, added up. */
    private static final class Sum {
        private long nanos;
        private long cpuNanos;
        private long periods;
        private long throttledPeriods;
        private int limitMillicores;
        private long memoryBytes = -1;
        private long peakBytes = -1;
        private long memoryLimitBytes;
        private long throttledFrom;
        private long throttledUntil = Long.MIN_VALUE / 2;
        private long lastNanos;

        void add(UseTable uses, int row, Window window) {
            long until = uses.untilNanos(row);
            long from = until - uses.intervalNanos(row);
            if (from >= window.toNanos()) {
                return;
            }
            if (ContainerLoad.isThrottled(uses.throttledPeriods(row), uses.periods(row))) {
                throttledFrom = from - throttledUntil > PAUSE_NANOS ? from : throttledFrom;
                throttledUntil = until;
            }
            lastNanos = until;
            if (until <= window.fromNanos()) {
                return;
            }
            nanos += uses.intervalNanos(row);
            cpuNanos += uses.cpuNanos(row);
            periods += uses.periods(row);
            throttledPeriods += uses.throttledPeriods(row);
            limitMillicores = uses.cpuLimitMillicores(row);
            memoryBytes = uses.memoryBytes(row);
            peakBytes = Math.max(peakBytes, memoryBytes);
            memoryLimitBytes = uses.memoryLimitBytes(row);
        }

        ContainerLoad.@Nullable Cpu cpu() {
            if (nanos == 0) {
                return null;
            }
            boolean limited = limitMillicores > 0;
            return new ContainerLoad.Cpu(
                    (double) cpuNanos / nanos,
                    limited ? (Double) (limitMillicores / 1000.0) : null,
                    limited ? (Double) (periods == 0 ? 0.0 : (double) throttledPeriods / periods) : null,
                    lastNanos - throttledUntil <= PAUSE_NANOS ? (Long) throttledFrom : null);
        }

        ContainerLoad.@Nullable Memory memory() {
            return memoryBytes < 0
                    ? null
                    : new ContainerLoad.Memory(
                            memoryBytes, peakBytes, memoryLimitBytes == 0 ? null : (Long) memoryLimitBytes);
        }
    }
}
