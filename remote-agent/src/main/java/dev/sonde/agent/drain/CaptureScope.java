package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.Control;
import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.protocol.v1.CaptureFilter;

/**
 * Makes the kernel programs watch what the user asked for, as far as the kernel can tell: ports and pids. Names of
 * executables and containers are for {@link ProcessScope}: a process that lives shorter than any look at all processes
 * has one too. Owned by the drain thread.
 */
final class CaptureScope {
    private final KernelProbes probes;

    CaptureScope(KernelProbes probes) {
        this.probes = probes;
    }

    /** Watches something else from here on. */
    void set(CaptureFilter asked) {
        long[] ports = new long[asked.getPortsCount()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = asked.getPorts(i);
        }
        long[] pids = new long[asked.getPidsCount()];
        for (int i = 0; i < pids.length; i++) {
            pids[i] = asked.getPids(i);
        }
        probes.ports().replace(probes.constant("PORT_WATCHED"), ports);
        probes.tgids().replace(1, pids);
        probes.control().set("filter_ports", ports.length > 0 ? 1 : 0);
        probes.control().set("filter_tgids", pids.length > 0 ? 1 : 0);
        changed(probes.control());
    }

    /** Makes sockets decide anew whether they are watched. The generation is never 0. */
    static void changed(Control control) {
        long next = control.get("generation") + 1 & 0xFFFF_FFFFL;
        control.set("generation", next == 0 ? 1 : next);
    }
}
