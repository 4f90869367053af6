package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The programs of the exchanges on all devices of this network namespace, by links of the kind tcx: they are closed with
 * their descriptors, however the process ends. Not thread-safe.
 */
final class DeviceLinks {
    private static final int NO_DEVICE = Integer.MAX_VALUE;

    private final Libbpf libbpf;
    private final Libc libc;
    private final List<Hook> hooks;
    private final Map<Libc.Device, List<Integer>> links = new LinkedHashMap<>();
    private final Map<Libc.Device, Integer> refused = new LinkedHashMap<>();

    DeviceLinks(Libbpf libbpf, Libc libc, List<Hook> hooks) {
        this.libbpf = libbpf;
        this.libc = libc;
        this.hooks = hooks;
    }

    /**
     * Asks the kernel whether it has such links, without attaching anything.
     *
     * @throws AgentException when it does not
     */
    void requireSupport() {
        int errno = -link(hooks.getFirst(), NO_DEVICE);
        if (errno == Errno.EINVAL) {
            throw new AgentException(
                    "SD-1013",
                    "This kernel can't attach programs to devices so that nothing is left when the agent is killed.",
                    "It knows no links of the kind tcx, which came with Linux 6.6",
                    "Use a kernel from 6.6 on, or let the agent see the root of the node's version 2 cgroups, where it needs no"
                            + " devices.");
        }
    }

    /**
     * Attaches to devices that came and forgets those that went.
     *
     * @return whether anything changed
     */
    boolean refresh() {
        Set<Libc.Device> present = new HashSet<>(libc.devices());
        boolean changed = refused.keySet().retainAll(present);
        Iterator<Map.Entry<Libc.Device, List<Integer>>> entries =
                links.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Libc.Device, List<Integer>> entry = entries.next();
            if (!present.contains(entry.getKey())) {
                entry.getValue().forEach(libc::close);
                entries.remove();
                changed = true;
            }
        }
        for (Libc.Device device : present) {
            if (!links.containsKey(device) && !refused.containsKey(device)) {
                changed |= attach(device);
            }
        }
        return changed;
    }

    /** For people: each direction and the device where it is seen. */
    List<String> points() {
        List<String> points = new ArrayList<>();
        for (Libc.Device device : links.keySet()) {
            for (Hook hook : hooks) {
                points.add(hook.name() + " at device " + device.name() + " (tcx)");
            }
        }
        return points;
    }

    /** The devices that could not be attached to. */
    List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        refused.forEach((device, errno) -> missing.add(new Missing(
                hooks.getFirst().program().name(),
                "Exchanges that pass the device " + device.name(),
                "The kernel said " + Errno.name(errno),
                "See `bpftool net`; one device takes at most 64 programs a direction.")));
        return missing;
    }

    /**
     * Says why, when nothing is seen.
     *
     * @throws AgentException when no device could be attached to
     */
    void requireAny() {
        if (links.isEmpty()) {
            String why = refused.isEmpty()
                    ? "This network namespace has no devices"
                    : "The kernel said "
                            + Errno.name(refused.values().iterator().next());
            throw new AgentException(
                    "SD-1014",
                    "No program could be attached to any device of this network namespace.",
                    why,
                    "Give the agent CAP_NET_ADMIN in its network namespace, and see `bpftool net`.");
        }
    }

    void close() {
        links.values().forEach(made -> made.forEach(libc::close));
        links.clear();
    }

    /** Whether it is attached or noted as refused; not when the device went meanwhile. */
    private boolean attach(Libc.Device device) {
        List<Integer> made = new ArrayList<>();
        for (Hook hook : hooks) {
            int link = link(hook, device.index());
            if (link < 0) {
                made.forEach(libc::close);
                if (link == -Errno.ENODEV) {
                    return false;
                }
                refused.put(device, -link);
                return true;
            }
            made.add(link);
        }
        links.put(device, made);
        return true;
    }

    private int link(Hook hook, int device) {
        return libbpf.link(hook.program().address(), device, hook.kind());
    }
}
