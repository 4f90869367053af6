package dev.sonde.protocol.latency;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.store.CollapsingLowestDenseStore;
import java.io.IOException;
import java.util.Arrays;

/**
 * The one kind of sketch of the stream: durations in nanoseconds, quantiles within 1 %, mergeable with any other of it.
 * Both sides use it, because only sketches with the same mapping merge.
 */
public final class LatencySketch {
    /** Largest relative error of a quantile. */
    public static final double RELATIVE_ERROR = 0.01;

    /** A factor of 10^8 between the smallest and the largest duration; what is shorter falls into one bin. */
    private static final int MAX_BINS = 1024;

    private LatencySketch() {}

    /** Makes an empty sketch. */
    public static DDSketch create() {
        return DDSketches.logarithmicCollapsingLowestDense(RELATIVE_ERROR, MAX_BINS);
    }

    /** The bytes of {@code Aggregates.duration_sketch}: empty for an empty sketch. */
    public static byte[] encode(DDSketch sketch) {
        if (sketch.isEmpty()) {
            return new byte[0];
        }
        GrowingByteArrayOutput output = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            sketch.encode(output, false);
        } catch (IOException e) {
            throw new IllegalStateException("an array cannot fail to be written", e);
        }
        return Arrays.copyOf(output.backingArray(), output.numWrittenBytes());
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException if the bytes are no sketch
     */
    public static DDSketch decode(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return create();
        }
        try {
            return DDSketch.decode(ByteArrayInput.wrap(bytes), () -> new CollapsingLowestDenseStore(MAX_BINS));
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new IOException("Not a sketch of durations", e);
        }
    }
}
