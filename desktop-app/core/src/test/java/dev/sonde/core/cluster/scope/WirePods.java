package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Pods as an API server writes them in protobuf: field numbers are those of {@code k8s.io/api} and {@code k8s.io/apimachinery}. */
final class WirePods {
    private WirePods() {}

    /** A page of a list. */
    static byte[] page(String version, String next, byte[]... pods) {
        return envelope(join(message(1, text(2, version), text(3, next)), repeated(2, pods)));
    }

    /** One message of a watch, its length before it. */
    static byte[] event(String type, byte[] object) {
        byte[] event = join(text(1, type), message(2, message(1, envelope(object))));
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new DataOutputStream(out).writeInt(event.length);
            out.write(event);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A pod in phase {@code Running} whose one container was started again so often. */
    static byte[] pod(String namespace, String name, String version, int restarts) {
        byte[] terminated = message(3, number(1, 137), text(3, "OOMKilled"), message(6, number(1, 1_767_225_600)));
        byte[] status = message(
                8,
                text(1, "app"),
                message(2, message(2)),
                message(3, terminated),
                number(4, 1),
                number(5, restarts),
                text(8, "containerd://" + name + "-0"));
        return join(
                message(1, text(1, name), text(3, namespace), text(5, "uid-" + name), text(6, version)),
                message(2, message(2, text(1, "app"), text(2, "app:1")), text(10, "node-1")),
                message(3, text(1, "Running"), status, message(12, text(1, "10.0.0.1"))));
    }

    /** What a bookmark has: a pod with nothing but a version. */
    static byte[] mark(String version) {
        return message(1, text(6, version));
    }

    private static byte[] envelope(byte[] object) {
        return join(new byte[] {'k', '8', 's', 0}, message(1, text(1, "v1"), text(2, "Pod")), message(2, object));
    }

    private interface Write {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] written(Write write) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            write.to(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] text(int number, String value) {
        return written(out -> out.writeString(number, value));
    }

    private static byte[] number(int number, long value) {
        return written(out -> out.writeInt64(number, value));
    }

    private static byte[] message(int number, byte[]... parts) {
        return written(out -> out.writeByteArray(number, join(parts)));
    }

    private static byte[] repeated(int number, byte[]... messages) {
        byte[][] fields = new byte[messages.length][];
        for (int i = 0; i < messages.length; i++) {
            fields[i] = message(number, messages[i]);
        }
        return join(fields);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
