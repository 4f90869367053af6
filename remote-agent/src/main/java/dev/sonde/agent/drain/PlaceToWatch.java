package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.Attachment;
import dev.sonde.agent.kernel.Form;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.Scope;
import dev.sonde.agent.owner.PodCgroups;
import dev.sonde.protocol.v1.CaptureFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the programs are attached: at the cgroups of the pods that are asked for, else at all there is. Owned by the drain thread. */
final class PlaceToWatch {
    private final KernelProbes probes;
    private final @Nullable PodCgroups pods;
    private boolean onlyPods;

    PlaceToWatch(KernelProbes probes) {
        this.probes = probes;
        Path root = probes.cgroupRoot();
        pods = root == null ? null : new PodCgroups(root);
    }

    /** Attaches to what a filter asks for. */
    Attachment attach(CaptureFilter asked) {
        PodCgroups known = pods;
        onlyPods = known != null && asked.getPodUidsCount() > 0;
        if (known == null || !onlyPods) {
            return probes.attach(new Scope.Machine());
        }
        known.want(asked.getPodUidsList());
        known.refresh();
        return attachTo(known);
    }

    /** What changed about it since, or null: devices or pods that came or went. */
    @Nullable
    Attachment refresh() {
        PodCgroups known = pods;
        if (known != null && onlyPods) {
            return known.refresh() ? attachTo(known) : null;
        }
        return probes.refresh();
    }

    /** Directories of the pods that are asked for, by their uids; none when all there is is watched. */
    Map<String, Path> pods() {
        PodCgroups known = pods;
        return known == null || !onlyPods ? Map.of() : known.byUid();
    }

    private Attachment attachTo(PodCgroups known) {
        Attachment made = probes.attach(new Scope.Cgroups(known.directories()));
        boolean narrow = made.widened() && probes.form() == Form.CGROUP;
        if (narrow) {
            probes.cgroups().replace(1, ids(known.directories()));
        }
        probes.control().set("filter_cgroups", narrow ? 1 : 0);
        CaptureScope.changed(probes.control());
        return made;
    }

    private static long[] ids(List<Path> pods) {
        List<Long> ids = new ArrayList<>();
        pods.forEach(pod -> add(pod, ids));
        return ids.stream().mapToLong(Long::longValue).toArray();
    }

    private static void add(Path pod, List<Long> ids) {
        try {
            ids.add(((Number) Files.getAttribute(pod, "unix:ino")).longValue());
        } catch (IOException e) {
            return; // the pod went meanwhile
        }
    }
}
