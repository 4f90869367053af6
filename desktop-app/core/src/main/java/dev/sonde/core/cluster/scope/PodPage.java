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

    private static final int LIST_METADATA = 1;
    private static final int LIST_ITEMS = 2;
    private static final int METADATA_VERSION = 2;
    private static final int METADATA_CONTINUE = 3;

    private final CodedInputStream list;
    private final String next;
    private final String version;

    private PodPage(CodedInputStream list, String next, String version) {
        this.list = list;
        this.next = next;
        this.version = version;
    }

    /** Opens one; null when the bytes are something else. */
    static @Nullable PodPage of(byte[] body) throws IOException {
        WireEnvelope.Place place = WireEnvelope.open(body);
        if (place == null) {
            return null;
        }
        CodedInputStream ahead = CodedInputStream.newInstance(body, place.from(), place.length());
        String[] read = {"", "", "", ""};
        // A list begins with its metadata.
        if (WireFields.number(ahead.readTag()) == LIST_METADATA) {
            WireFields.message(ahead, (number, in) -> {
                if (number != METADATA_CONTINUE && number != METADATA_VERSION) {
                    return false;
                }
                read[number] = in.readString();
                return true;
            });
        }
        return new PodPage(
                CodedInputStream.newInstance(body, place.from(), place.length()),
                read[METADATA_CONTINUE],
                read[METADATA_VERSION]);
    }

    /** Where the next page begins; empty when there is none. */
    String next() {
        return next;
    }

    /** Which moment of the cluster it is of: a watch goes on from there. */
    String version() {
        return version;
    }

    /** Reads its pods. */
    List<PodInfo> pods(PodWire wire) throws IOException {
        List<PodInfo> pods = new ArrayList<>();
        each(in -> pods.add(wire.pod(in)));
        return pods;
    }

    /** Reads its pods with what their containers do. */
    List<PodSeen> seen(PodWire wire) throws IOException {
        List<PodSeen> pods = new ArrayList<>();
        each(in -> pods.add(wire.seen(in)));
        return pods;
    }

    private interface Taker {
        void take(CodedInputStream pod) throws IOException;
    }

    private void each(Taker taker) throws IOException {
        WireFields.all(list, (number, in) -> {
            if (number != LIST_ITEMS) {
                return false;
            }
            taker.take(in);
            return true;
        });
    }
}
