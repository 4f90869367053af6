package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.Control;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.owner.ProcessFinder;
import dev.sonde.protocol.v1.CaptureFilter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Makes the kernel programs watch what the user asked for. Executables and containers are names of processes, which come
 * and go: they are looked up again every now and then. Owned by the drain thread.
 */
final class CaptureScope {
    private static final long LOOKUP_NANOS = 2_000_000_000L;

    private final KernelProbes probes;
    private final ProcessFinder finder;
    private CaptureFilter filter = CaptureFilter.getDefaultInstance();
    private long[] tgids = {};
    private long lastLookupNanos;

    CaptureScope(KernelProbes probes, Path proc) {
        this.probes = probes;
        finder = new ProcessFinder(proc);
    }

    /** Watches something else from here on. */
    void set(CaptureFilter asked, long nowNanos) {
        filter = asked;
        long[] ports = new long[asked.getPortsCount()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = asked.getPorts(i);
        }
        probes.ports().replace(probes.constant("PORT_WATCHED"), ports);
        lookUp(nowNanos);
        probes.tgids().replace(1, tgids);
        probes.control().set("filter_ports", ports.length > 0 ? 1 : 0);
        probes.control().set("filter_tgids", byProcess() ? 1 : 0);
        changed(probes.control());
    }

    /** Looks processes up again when it is time. */
    void tick(long nowNanos) {
        if (!byProcess() || nowNanos - lastLookupNanos < LOOKUP_NANOS) {
            return;
        }
        long[] before = tgids;
        lookUp(nowNanos);
        if (!Arrays.equals(before, tgids)) {
            probes.tgids().replace(1, tgids);
            changed(probes.control());
        }
    }

    /** Makes sockets decide anew whether they are watched. The generation is never 0. */
    static void changed(Control control) {
        long next = control.get("generation") + 1 & 0xFFFF_FFFFL;
        control.set("generation", next == 0 ? 1 : next);
    }

    private boolean byProcess() {
        return filter.getPidsCount() > 0 || filter.getExecutablesCount() > 0 || filter.getContainerIdsCount() > 0;
    }

    private void lookUp(long nowNanos) {
        lastLookupNanos = nowNanos;
        tgids = byProcess()
                ? finder.find(filter.getPidsList(), filter.getExecutablesList(), filter.getContainerIdsList())
                : new long[0];
    }
}
