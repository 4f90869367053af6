package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.loss.LossLedger;

/** Reads what the kernel programs could not send, and tells the ledger what is new. Owned by the drain thread. */
final class KernelLosses {
    private static final Cause[] CAUSES = {
        new Cause("LOSS_RING_FULL_EXCHANGE", "ring_full", "exchanges", "each is one exchange"),
        new Cause("LOSS_RING_FULL_CHUNK", "ring_full_payload", "exchanges", "pieces of payload; exchanges may be cut"),
        new Cause(
                "LOSS_RING_FULL_OTHER",
                "ring_full_connection",
                "connections",
                "opens, closes, settlements, and turns that are no calls"),
        new Cause("LOSS_NO_STORAGE", "no_storage", "exchanges", "sockets that are not watched for want of memory"),
        new Cause("LOSS_OUT_OF_ORDER", "out_of_order", "exchanges", "each is one exchange at most"),
        new Cause(
                "LOSS_RING_FULL_PEER",
                "ring_full_peer",
                "exchanges",
                "the client's times of an exchange that is counted"),
    };

    private final KernelProbes probes;
    private final LossLedger losses;
    private final long[] before;
    private final long[] now;
    private final int[] indexes = new int[CAUSES.length];

    private record Cause(String constant, String name, String probe, String note) {}

    KernelLosses(KernelProbes probes, LossLedger losses) {
        this.probes = probes;
        this.losses = losses;
        int count = probes.constant("LOSS_CAUSES");
        before = new long[count];
        now = new long[count];
        for (int i = 0; i < CAUSES.length; i++) {
            indexes[i] = probes.constant(CAUSES[i].constant());
        }
    }

    void read(long nowNanos) {
        probes.losses(now);
        for (int i = 0; i < CAUSES.length; i++) {
            int index = indexes[i];
            losses.count(CAUSES[i].name(), CAUSES[i].probe(), CAUSES[i].note(), now[index] - before[index], nowNanos);
            before[index] = now[index];
        }
    }
}
