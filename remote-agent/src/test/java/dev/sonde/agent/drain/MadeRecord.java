package dev.sonde.agent.drain;

import dev.sonde.agent.kernel.KernelProbes;
import dev.sonde.agent.kernel.btf.StructLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of one record, written field by field at the places the objects' BTF names. */
final class MadeRecord {
    /** The two ends of the connections of the tests: 10.0.0.1:40000 and 10.0.0.2:8080. */
    static final int CLIENT_PORT = 40_000;

    static final int SERVER_PORT = 8080;

    private final StructLayout layout;
    private final ByteBuffer bytes;
    private final int structBytes;

    MadeRecord(KernelProbes probes, String struct, String kind, long cookie, String... payload) {
        layout = probes.layout(struct);
        structBytes = layout.sizeBytes();
        byte[] captured = String.join("", payload).getBytes(StandardCharsets.ISO_8859_1);
        bytes = ByteBuffer.allocate(structBytes + captured.length + 7 & ~7).order(ByteOrder.nativeOrder());
        bytes.put(structBytes, captured);
        with("head.kind", probes.constant(kind))
                .with("head.length", bytes.capacity())
                .with("head.cookie", cookie);
    }

    MadeRecord with(String field, long value) {
        int at = layout.offset(field);
        switch (layout.size(field)) {
            case 1 -> bytes.put(at, (byte) value);
            case 2 -> bytes.putShort(at, (short) value);
            case 4 -> bytes.putInt(at, (int) value);
            case 8 -> bytes.putLong(at, value);
            default -> throw new IllegalArgumentException(field);
        }
        return this;
    }

    /** Fills the tuple as one of the two ends has it. */
    MadeRecord at(boolean server, int clientPort) {
        address("tuple.local_address", server ? 2 : 1);
        address("tuple.remote_address", server ? 1 : 2);
        return with("tuple.local_port", server ? SERVER_PORT : clientPort)
                .with("tuple.remote_port", server ? clientPort : SERVER_PORT);
    }

    private void address(String field, int host) {
        bytes.put(layout.offset(field), new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, (byte) host});
    }

    byte[] bytes() {
        return bytes.array();
    }
}
