package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import dev.sonde.core.cluster.api.LiveAnswer;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A watch of pods in the API's protobuf form: messages with their length before them, in each of them what happened and the pod in its
 * envelope. Read by one thread.
 */
final class PodWatch implements AutoCloseable {
    /** What the API server is asked for. */
    static final String ACCEPT = "application/vnd.kubernetes.protobuf;stream=watch";

    /** What the server answers where it does not know any more what happened since. */
    static final int TOO_OLD = 410;

    private static final int LONGEST = 64 << 20;

    private final LiveAnswer answer;
    private final DataInputStream in;
    private final PodWire wire;
    private volatile long heardNanos = System.nanoTime();

    /** What happened. */
    sealed interface Change {
        /** A pod came, or is another than before. */
        record Is(PodSeen pod) implements Change {}

        /** A pod went. */
        record Gone(PodSeen pod) implements Change {}

        /** Nothing did until this moment. */
        record Mark(String version) implements Change {}

        /** The server can't go on from there. */
        record Lost() implements Change {}
    }

    PodWatch(LiveAnswer answer, PodWire wire) {
        this.answer = answer;
        this.in = new DataInputStream(answer.body());
        this.wire = wire;
    }

    /** Waits for what happens next; null when the server has ended the watch. */
    @Nullable
    Change next() throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            return null;
        }
        if (length < 0 || length > LONGEST) {
            throw new IOException("A change of " + length + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            return null;
        }
        heardNanos = System.nanoTime();
        return change(bytes);
    }

    private Change change(byte[] bytes) throws IOException {
        String[] type = {""};
        byte[][] object = {new byte[0]};
        WireFields.all(CodedInputStream.newInstance(bytes), (number, event) -> {
            switch (number) {
                case 1 -> type[0] = event.readString();
                case 2 ->
                    WireFields.message(event, (inside, raw) -> {
                        if (inside != 1) {
                            return false;
                        }
                        object[0] = raw.readByteArray();
                        return true;
                    });
                default -> {
                    return false;
                }
            }
            return true;
        });
        WireEnvelope.Place place = WireEnvelope.open(object[0]);
        if (place == null || type[0].equals("ERROR")) {
            return new Change.Lost();
        }
        PodSeen pod = wire.whole(CodedInputStream.newInstance(object[0], place.from(), place.length()));
        return switch (type[0]) {
            case "DELETED" -> new Change.Gone(pod);
            case "BOOKMARK" -> new Change.Mark(pod.version());
            default -> new Change.Is(pod);
        };
    }

    /** For how long nothing was heard. */
    long silentNanos() {
        return System.nanoTime() - heardNanos;
    }

    @Override
    public void close() {
        answer.close();
    }
}
