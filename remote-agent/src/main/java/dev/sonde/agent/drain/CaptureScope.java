package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.Control;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.protocol.v1.CaptureFilter;
import java.util.List;

/** Makes the kernel programs watch what the user asked for. Owned by the drain thread. */
final class CaptureScope {
    private final KernelProbes probes;

    CaptureScope(KernelProbes probes) {
        this.probes = probes;
    }

    /**
     * Watches something else from here on. A filter by process is complete once {@link KernelProbes#owners} was walked
     * over and the sockets decided {@linkplain #changed anew}: connections of before are claimed there.
     *
     * @return the number that the kernel programs give to this filter by process
     */
    long set(CaptureFilter asked) {
        Control control = probes.control();
        probes.ports().replace(probes.constant("PORT_WATCHED"), numbers(asked.getPortsList()));
        probes.tgids().replace(1, numbers(asked.getPidsList()));
        probes.executables().replace(asked.getExecutablesList());
        probes.containers().replace(asked.getContainerIdsList());
        control.set("filter_ports", asked.getPortsCount() > 0 ? 1 : 0);
        int kinds = asked.getPidsCount() > 0 ? probes.constant("OWNER_BY_TGID") : 0;
        kinds |= asked.getExecutablesCount() > 0 ? probes.constant("OWNER_BY_NAME") : 0;
        kinds |= asked.getContainerIdsCount() > 0 ? probes.constant("OWNER_BY_CONTAINER") : 0;
        control.set("filter_owners", kinds);
        long generation = next(control.get("owners_generation"));
        control.set("owners_generation", generation);
        changed(control);
        return generation;
    }

    static boolean isByProcess(CaptureFilter asked) {
        return asked.getPidsCount() > 0 || asked.getExecutablesCount() > 0 || asked.getContainerIdsCount() > 0;
    }

    /** Makes sockets decide anew whether they are watched. */
    static void changed(Control control) {
        control.set("generation", next(control.get("generation")));
    }

    /** Generations are never 0. */
    private static long next(long generation) {
        long next = generation + 1 & 0xFFFF_FFFFL;
        return next == 0 ? 1 : next;
    }

    private static long[] numbers(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }
}
