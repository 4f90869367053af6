package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Workspace;
import org.jspecify.annotations.Nullable;

/**
 * Reads the framing of the messages of one direction: lines of the head, then the body by its length, by its chunks or
 * to the end of the connection. Lines within one call are read in place; others are gathered in a buffer of the
 * workspace. After a hole that took a message's framing away it seeks the next start line.
 */
final class MessageReader {
    /** What the reader tells. */
    interface Listener {
        /**
         * A start line.
         *
         * @param whole false when the line was cut by the capture or the limit of text
         * @return false when it is none
         */
        boolean startLine(MessageReader reader, byte[] line, int from, int to, boolean whole);

        /** The head is complete: the listener chooses the framing of the body by {@link MessageReader#body}. */
        void headEnd(MessageReader reader);

        /** The message is complete, its end being at {@link MessageReader#position()}. */
        void messageEnd(MessageReader reader);

        /** The end of the message that is open can no longer be told. */
        void framingLost(MessageReader reader);
    }

    private enum State {
        SEEK,
        START,
        HEADERS,
        FIXED,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        UNTIL_CLOSE
    }

    private final Workspace workspace;
    private final Listener listener;
    private State state = State.SEEK;
    private boolean atBoundary = true;
    private boolean holed;
    private byte @Nullable [] line;
    private int lineLength;
    private boolean lineCut;
    private long remaining;
    private long position;
    private long timeNanos;
    private long startOffset;
    private long startNanos;
    private final Head head = new Head();
    private boolean awaitsBody;

    /** The headers begin with the next byte. */
    private boolean behindStart;

    /** Where the headers began in the bytes that are being read, or -1. */
    private int headersFrom = -1;

    MessageReader(Workspace workspace, Listener listener) {
        this.workspace = workspace;
        this.listener = listener;
    }

    /** Stream offset behind what was read. */
    long position() {
        return position;
    }

    /** When what is being read passed. */
    long timeNanos() {
        return timeNanos;
    }

    /** Stream offset of the message's first byte. */
    long startOffset() {
        return startOffset;
    }

    /** When the message's first byte passed. */
    long startNanos() {
        return startNanos;
    }

    /** What the headers so far say. */
    Head head() {
        return head;
    }

    /** True while the end of the current message, if there is one, can't be told by framing. */
    boolean seeking() {
        return state == State.SEEK;
    }

    /** True when bytes between the last message and here were not read. */
    boolean holed() {
        return holed;
    }

    boolean untilClose() {
        return state == State.UNTIL_CLOSE;
    }

    /** The other direction has spoken: a message may begin here. */
    void turn() {
        if (state == State.SEEK) {
            boundary();
        }
    }

    /** Gives up the framing: the next start line at a boundary begins anew. */
    void seek() {
        holed = true;
        state = State.SEEK;
        atBoundary = false;
        dropLine();
    }

    /** Chooses how the body ends. */
    void body(boolean chunks, long length, boolean toClose) {
        awaitsBody = true;
        if (chunks) {
            state = State.CHUNK_SIZE;
        } else if (length > 0) {
            state = State.FIXED;
            remaining = length;
        } else if (toClose) {
            state = State.UNTIL_CLOSE;
        } else {
            end();
        }
    }

    /** True when a body was announced and none of it came. */
    boolean awaitsBody() {
        return awaitsBody && (state == State.FIXED || (state == State.CHUNK_SIZE && lineLength == 0));
    }

    /** Begins anew after an interim response, or for want of a body. */
    void restart() {
        state = State.START;
    }

    void bytes(long offset, byte[] bytes, int from, int length, long time) {
        int end = from + length;
        int i = from;
        timeNanos = time;
        position = offset;
        headersFrom = -1;
        while (i < end) {
            awaitsBody &= state == State.HEADERS || state == State.START;
            int next = switch (state) {
                case FIXED, CHUNK_DATA -> skipBody(i, end);
                case UNTIL_CLOSE -> skip(end - i, end);
                case SEEK -> seek(bytes, i, end);
                case HEADERS -> headers(bytes, i, end);
                default -> line(bytes, i, end);
            };
            i = next;
        }
    }

    private int skip(int count, int next) {
        position += count;
        return next;
    }

    private int skipBody(int from, int end) {
        int count = (int) Math.min(remaining, end - from);
        position += count;
        remaining -= count;
        if (remaining == 0) {
            bodyPartEnd();
        }
        return from + count;
    }

    private void bodyPartEnd() {
        if (state == State.FIXED) {
            end();
        } else {
            state = State.CHUNK_END;
        }
    }

    private int seek(byte[] bytes, int from, int end) {
        if (!atBoundary) {
            return skip(end - from, end);
        }
        return line(bytes, from, end);
    }

    private int headers(byte[] bytes, int from, int end) {
        HeadMemo memo = workspace.heads();
        if (behindStart) {
            behindStart = false;
            int length = memo.find(bytes, from, end, head);
            if (length > 0) {
                position += length;
                listener.headEnd(this);
                return from + length;
            }
            headersFrom = from;
        }
        int next = line(bytes, from, end);
        if (state != State.HEADERS && headersFrom >= 0) {
            memo.keep(bytes, headersFrom, next, end, head);
            headersFrom = -1;
        }
        return next;
    }

    private int line(byte[] bytes, int from, int end) {
        boolean starting = state == State.START || state == State.SEEK;
        if (starting && lineLength == 0 && (bytes[from] == '\r' || bytes[from] == '\n')) {
            return skip(1, from + 1);
        }
        if (starting && lineLength == 0) {
            startOffset = position;
            startNanos = timeNanos;
        }
        int newline = HttpSyntax.indexOf(bytes, from, end, '\n');
        if (newline < 0) {
            gather(bytes, from, end);
            return skip(end - from, end);
        }
        position += newline + 1 - from;
        int limit = workspace.options().textBytes();
        byte[] gathered = line;
        if (gathered != null) {
            gather(bytes, from, newline);
            int length = lineLength;
            boolean cut = lineCut;
            line = null;
            lineLength = 0;
            lineCut = false;
            whole(gathered, 0, length, cut);
            workspace.release(gathered);
        } else {
            boolean cut = newline - from > limit;
            whole(bytes, from, cut ? from + limit : newline, cut);
        }
        return newline + 1;
    }

    private void gather(byte[] bytes, int from, int end) {
        byte[] to = line;
        if (to == null) {
            to = workspace.buffer();
            line = to;
        }
        int count = Math.min(end - from, to.length - lineLength);
        System.arraycopy(bytes, from, to, lineLength, count);
        lineLength += count;
        lineCut |= count < end - from;
    }

    private void whole(byte[] bytes, int from, int end, boolean cut) {
        int to = !cut && end > from && bytes[end - 1] == '\r' ? end - 1 : end;
        switch (state) {
            case START, SEEK -> start(bytes, from, to, !cut);
            case HEADERS -> {
                if (to == from) {
                    listener.headEnd(this);
                } else {
                    head.line(bytes, from, to);
                }
            }
            case CHUNK_SIZE -> chunkSize(bytes, from, to);
            case CHUNK_END -> state = State.CHUNK_SIZE;
            case TRAILERS -> {
                if (to == from) {
                    end();
                }
            }
            default -> {}
        }
    }

    private void start(byte[] bytes, int from, int to, boolean whole) {
        head.begin();
        if (listener.startLine(this, bytes, from, to, whole)) {
            state = State.HEADERS;
            behindStart = true;
            holed = false;
        } else {
            holed = true;
            state = State.SEEK;
            atBoundary = false;
        }
    }

    private void chunkSize(byte[] bytes, int from, int to) {
        long size = HttpSyntax.number(bytes, from, to, 16);
        if (size < 0) {
            lose();
        } else if (size == 0) {
            state = State.TRAILERS;
        } else {
            remaining = size;
            state = State.CHUNK_DATA;
        }
    }

    void gap(long offset, long length, long time) {
        timeNanos = time;
        position = offset;
        awaitsBody = false;
        switch (state) {
            case FIXED, CHUNK_DATA -> gapInBody(offset, length);
            case START, SEEK -> {
                cutStart();
                position = offset + length;
                seek();
                boundary();
            }
            case UNTIL_CLOSE -> position = offset + length;
            default -> {
                position = offset + length;
                lose();
            }
        }
    }

    private void gapInBody(long offset, long length) {
        if (length < remaining) {
            remaining -= length;
            position = offset + length;
            return;
        }
        boolean fixed = state == State.FIXED;
        long over = length - remaining;
        position = offset + remaining;
        remaining = 0;
        bodyPartEnd();
        position = offset + length;
        if (over > 0) {
            if (fixed) {
                seek();
            } else {
                lose();
            }
            boundary();
        }
    }

    private void cutStart() {
        byte[] cut = line;
        if (cut != null && lineLength > 0) {
            int length = lineLength;
            line = null;
            lineLength = 0;
            lineCut = false;
            if (listener.startLine(this, cut, 0, length, false)) {
                listener.framingLost(this);
            }
            workspace.release(cut);
        }
    }

    /** The framing of the open message is gone. */
    private void lose() {
        seek();
        boundary();
        listener.framingLost(this);
    }

    private void boundary() {
        dropLine();
        atBoundary = true;
    }

    private void end() {
        state = State.START;
        listener.messageEnd(this);
    }

    void dropLine() {
        byte[] gathered = line;
        if (gathered != null) {
            workspace.release(gathered);
        }
        line = null;
        lineLength = 0;
        lineCut = false;
    }
}
