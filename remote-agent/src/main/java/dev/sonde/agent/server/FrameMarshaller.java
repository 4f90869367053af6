package dev.sonde.agent.server;

import dev.sonde.agent.batch.Frame;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Sends frames as they are: their bytes are the wire form of {@code Batch} already. */
final class FrameMarshaller implements MethodDescriptor.Marshaller<Frame> {
    @Override
    public InputStream stream(Frame frame) {
        return new FrameStream(frame);
    }

    @Override
    public Frame parse(InputStream stream) {
        throw new UnsupportedOperationException("An agent sends batches and takes none");
    }

    /** Writes the frame in one piece, before {@code onNext} returns (io.grpc.internal.MessageFramer). */
    private static final class FrameStream extends ByteArrayInputStream implements Drainable, KnownLength {
        FrameStream(Frame frame) {
            super(frame.bytes(), 0, frame.length());
        }

        @Override
        public int drainTo(OutputStream target) throws IOException {
            int length = count - pos;
            target.write(buf, pos, length);
            pos = count;
            return length;
        }
    }
}
