package dev.sonde.cli.kube;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The pod of a rehearsed cluster in the API's protobuf form, listed and watched: field numbers are those of {@code k8s.io/api}. */
final class RehearsedPod {
    private static final byte[] MAGIC = {'k', '8', 's', 0};

    private RehearsedPod() {}

    /** A list of it alone. */
    static byte[] list() throws IOException {
        return envelope(join(field(1, text(2, "1")), field(2, pod())));
    }

    /** A watch that tells of it once. */
    static byte[] watch() throws IOException {
        byte[] event = join(text(1, "MODIFIED"), field(2, field(1, envelope(pod()))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(event.length);
        data.write(event);
        return out.toByteArray();
    }

    private static byte[] pod() throws IOException {
        byte[] metadata = join(
                text(1, "web-1"),
                text(3, "default"),
                text(5, "1"),
                text(6, "1"),
                field(8, number(1, 1_767_225_600)),
                field(11, text(1, "app"), text(2, "web")));
        byte[] limit = field(8, field(1, text(1, "memory"), field(2, text(1, "1Gi"))));
        byte[] spec = join(field(2, text(1, "web"), text(2, "web:1"), limit), text(10, "node-1"));
        byte[] container = join(text(1, "web"), field(2, field(2)), number(4, 1), text(8, "containerd://1"));
        byte[] status = join(text(1, "Running"), field(8, container), field(12, text(1, "10.0.0.1")));
        return join(field(1, metadata), field(2, spec), field(3, status));
    }

    private static byte[] envelope(byte[] object) throws IOException {
        return join(MAGIC, field(2, object));
    }

    private interface Writer {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] text(int number, String value) throws IOException {
        return written(out -> out.writeString(number, value));
    }

    private static byte[] number(int number, long value) throws IOException {
        return written(out -> out.writeInt64(number, value));
    }

    private static byte[] field(int number, byte[]... parts) throws IOException {
        byte[] inside = join(parts);
        return written(out -> out.writeByteArray(number, inside));
    }

    private static byte[] written(Writer writer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writer.write(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] join(byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.write(part);
        }
        return bytes.toByteArray();
    }
}
