package dev.sonde.agent.record;

import dev.sonde.agent.connection.Tuple;
import dev.sonde.agent.kernel.RecordBytes;
import dev.sonde.agent.kernel.btf.StructLayout;

/** Reads the {@code struct socket_tuple} inside of a record. */
final class TupleReader {
    private final int localAt;
    private final int remoteAt;
    private final int localPortAt;
    private final int remotePortAt;
    private final int netnsAt;

    TupleReader(StructLayout layout) {
        localAt = layout.offset("tuple.local_address", 16);
        remoteAt = layout.offset("tuple.remote_address", 16);
        localPortAt = layout.offset("tuple.local_port", 2);
        remotePortAt = layout.offset("tuple.remote_port", 2);
        netnsAt = layout.offset("tuple.netns", 4);
    }

    void read(byte[] buffer, int offset, Tuple into) {
        into.set(
                buffer,
                offset + localAt,
                offset + remoteAt,
                RecordBytes.u16(buffer, offset + localPortAt),
                RecordBytes.u16(buffer, offset + remotePortAt),
                RecordBytes.i32(buffer, offset + netnsAt));
    }
}
