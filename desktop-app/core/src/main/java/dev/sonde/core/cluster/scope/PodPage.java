package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of pods in the API's protobuf form: a {@code PodList} in an envelope. Where the next page begins is known before the pods
 * are read, so that it can be asked for meanwhile.
 */
final class PodPage {
    /** What the API server is asked for: it answers in JSON where it has nothing else. */
    static final String ACCEPT = "application/vnd.kubernetes.protobuf, application/json";

    private static final byte[] MAGIC = {'k', '8', 's', 0};
    private static final int ENVELOPE_RAW = 2;
    private static final int LIST_METADATA = 1;
    private static final int LIST_ITEMS = 2;
    private static final int METADATA_CONTINUE = 3;

    private final CodedInputStream list;
    private final String next;

    private PodPage(CodedInputStream list, String next) {
        this.list = list;
        this.next = next;
    }

    /** Opens one; null when the bytes are something else. */
    static @Nullable PodPage of(byte[] body) throws IOException {
        for (int i = 0; i < MAGIC.length; i++) {
            if (body.length <= i || body[i] != MAGIC[i]) {
                return null;
            }
        }
        CodedInputStream envelope = CodedInputStream.newInstance(body, MAGIC.length, body.length - MAGIC.length);
        for (int tag = envelope.readTag(); tag != 0; tag = envelope.readTag()) {
            if (WireFields.number(tag) == ENVELOPE_RAW) {
                int length = envelope.readRawVarint32();
                return ofList(body, MAGIC.length + envelope.getTotalBytesRead(), length);
            }
            envelope.skipField(tag);
        }
        return null;
    }

    private static PodPage ofList(byte[] body, int from, int length) throws IOException {
        CodedInputStream ahead = CodedInputStream.newInstance(body, from, length);
        String[] next = {""};
        // A list begins with its metadata.
        if (WireFields.number(ahead.readTag()) == LIST_METADATA) {
            WireFields.message(ahead, (number, in) -> {
                if (number != METADATA_CONTINUE) {
                    return false;
                }
                next[0] = in.readString();
                return true;
            });
        }
        return new PodPage(CodedInputStream.newInstance(body, from, length), next[0]);
    }

    /** Where the next page begins; empty when there is none. */
    String next() {
        return next;
    }

    /** Reads its pods. */
    List<PodInfo> pods(PodWire wire) throws IOException {
        List<PodInfo> pods = new ArrayList<>();
        WireFields.all(list, (number, in) -> {
            if (number != LIST_ITEMS) {
                return false;
            }
            pods.add(wire.pod(in));
            return true;
        });
        return pods;
    }
}
