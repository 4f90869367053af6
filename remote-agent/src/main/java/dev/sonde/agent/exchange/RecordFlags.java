package dev.sonde.agent.exchange;

import dev.sonde.agent.kernel.KernelProbes;

/** The constants of {@code sonde_records.h} that exchanges need, as the objects know them. */
final class RecordFlags {
    final int overlap;
    final int noRequest;
    final int noResponse;
    final int peerHasPayload;

    RecordFlags(KernelProbes probes) {
        overlap = probes.constant("EXCHANGE_OVERLAP");
        noRequest = probes.constant("EXCHANGE_NO_REQUEST");
        noResponse = probes.constant("EXCHANGE_NO_RESPONSE");
        peerHasPayload = probes.constant("EXCHANGE_PEER_HAS_PAYLOAD");
    }
}
