package dev.sonde.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results. A {@link PrintStream} swallows failures, and a command would go on computing for nobody, or end
 * well on a full disk; here the first failure ends the command by {@link OutputClosedException}, and what comes after it is dropped.
 */
final class ResultStream extends OutputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final OutputStream to;
    private boolean failed;

    private ResultStream(OutputStream to) {
        this.to = to;
    }

    /** Text in UTF-8 to there, buffered. */
    static PrintStream over(OutputStream to) {
        return new PrintStream(
                new BufferedOutputStream(new ResultStream(to), BUFFER_BYTES), false, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (failed) {
            return;
        }
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            failed = true;
            throw new OutputClosedException(e);
        }
    }
}
