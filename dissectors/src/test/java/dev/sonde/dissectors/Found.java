package dev.sonde.dissectors;

import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a dissector finds. */
final class Found implements ExchangeSink {
    record Seen(
            Protocol protocol,
            String endpoint,
            String detail,
            int status,
            long rows,
            int flags,
            long startNanos,
            long firstByteNanos,
            long endNanos,
            long requestBytes,
            long responseBytes) {
        boolean error() {
            return (flags & ExchangeFlag.ERROR_VALUE) != 0;
        }

        boolean has(ExchangeFlag flag) {
            return (flags & flag.getNumber()) != 0;
        }

        String brief() {
            return endpoint + " -> " + status;
        }
    }

    final List<Seen> exchanges = new ArrayList<>();
    final List<String> unpaired = new ArrayList<>();
    final List<String> opaque = new ArrayList<>();

    @Override
    public void exchange(ExchangeView e) {
        exchanges.add(new Seen(
                e.protocol,
                new String(e.endpoint, 0, e.endpointLength, StandardCharsets.UTF_8),
                new String(e.detail, 0, e.detailLength, StandardCharsets.UTF_8),
                e.status,
                e.rows,
                e.flags,
                e.startNanos,
                e.firstByteNanos,
                e.endNanos,
                e.requestBytes,
                e.responseBytes));
    }

    @Override
    public void unpaired(Protocol protocol, String cause, long count, long timeNanos) {
        unpaired.add(protocol.name() + " " + cause + " " + count);
    }

    @Override
    public void opaque(Protocol protocol, String reason, long timeNanos) {
        opaque.add(reason);
    }

    List<String> brief() {
        return exchanges.stream().map(Seen::brief).toList();
    }
}
