package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What the API wraps around each object in its protobuf form: four letters, and a message with the object's bytes in it. */
final class WireEnvelope {
    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int RAW = 2;

    /** Where in the bytes the object lies. */
    record Place(int from, int length) {}

    private WireEnvelope() {}

    /** Finds the object; null when the bytes are something else. */
    static @Nullable Place open(byte[] bytes) throws IOException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.length <= i || bytes[i] != MAGIC[i]) {
                return null;
            }
        }
        CodedInputStream envelope = CodedInputStream.newInstance(bytes, MAGIC.length, bytes.length - MAGIC.length);
        for (int tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
            if (WireFields.number(tag) == RAW) {
                int length = envelope.readRawVarint32();
                return new Place(MAGIC.length + envelope.getTotalBytesRead(), length);
            }
            envelope.skipField(tag);
        }
        return null;
    }
}
