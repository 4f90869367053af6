package dev.sonde.agent.drain;

import dev.sonde.agent.governor.Governor;
import dev.sonde.agent.governor.LeanHeap;
import dev.sonde.agent.governor.ShedLevel;
import dev.sonde.agent.kernel.Attachment;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.StartPages;
import dev.sonde.agent.use.ContainerUse;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.CaptureFilter;
import dev.sonde.protocol.v1.Start;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that exists from the first client's start on, or from the agent's own where it was told what to watch. Owned by the drain thread. */
final class Watch {
    /** Responses without a byte for so long are settled by the iterator, not by the next request. */
    private static final long IDLE_NANOS = 30_000_000L;

    final KernelProbes probes;
    final Pipeline pipeline;
    final Reporter reporter;
    final Governor governor;
    final ProgramCost programs;
    final CaptureScope scope;
    final StartPages pages;
    final LeanHeap heap = new LeanHeap();
    final PlaceToWatch place;

    @Nullable
    ContainerUse uses;

    Attachment attachment;
    CaptureFilter filter = CaptureFilter.getDefaultInstance();
    boolean awaited = true;
    long lastBatchNanos;
    long lastSecondNanos;
    boolean settleThisTick;

    Watch(KernelProbes probes, Path proc, Start start, Workspace workspace, long nowNanos) {
        this.probes = probes;
        pipeline = new Pipeline(probes, proc, workspace, nowNanos);
        governor = new Governor(nowNanos);
        programs = new ProgramCost(probes, nowNanos);
        pages = new StartPages(nowNanos);
        reporter = new Reporter(probes, pipeline.batch(), nowNanos);
        scope = new CaptureScope(probes);
        place = new PlaceToWatch(probes);
        lastBatchNanos = nowNanos;
        lastSecondNanos = nowNanos;
        watch(start.getFilter());
        apply(governor.level());
        probes.control().set("idle_ns", IDLE_NANOS);
        attachment = place.attach(start.getFilter());
        learnOwners();
    }

    void watch(CaptureFilter next) {
        filter = next;
        pipeline.scope().set(next, scope.set(next));
    }

    /** Tells what containers use, where pods are watched: nobody else needs what that takes. */
    void tellUses(long nowNanos) {
        Map<String, Path> pods = place.pods();
        if (uses == null && !pods.isEmpty()) {
            Path root = Objects.requireNonNull(probes.cgroupRoot(), "pods are found by their cgroups");
            uses = new ContainerUse(root, probes.cgroupRoot("cpu"), probes.cgroupRoot("memory"));
        }
        if (uses != null) {
            uses.second(pods, pipeline.batch(), nowNanos);
        }
    }

    /** The first client has come: what its coming took the agent is no cost of watching. */
    void come(long nowNanos) {
        if (awaited) {
            awaited = false;
            lastSecondNanos = nowNanos;
            reporter.countFrom(nowNanos);
        }
    }

    /** Whoever holds a connection that is open already is known, and has claimed it, after this. */
    void learnOwners() {
        pipeline.walk(System.nanoTime());
        CaptureScope.changed(probes.control());
    }

    void apply(ShedLevel level) {
        probes.control().set("request_capture", level.requestCapture());
        probes.control().set("response_capture", level.responseCapture());
        probes.control().set("stream_capture", level.requestCapture());
        probes.control().set("sample_mask", level.sampleOneIn() - 1);
        pipeline.exchanges().countOnly(level.countOnly());
    }
}
