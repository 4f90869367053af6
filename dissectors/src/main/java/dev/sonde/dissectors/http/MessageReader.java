package dev.sonde.dissectors.http;

import dev.sonde.dissectors.Evidence;
import dev.sonde.dissectors.Workspace;

/**
 * Reads the framing of the messages of one direction: lines of the head, then the body by its length, by its chunks or
 * to the end of the connection. Lines within one call are read in place; others are gathered in a buffer of the
 * workspace. After a hole that took a message's framing away it seeks the next start line.
 */
final class MessageReader {
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

    /** As much of a start line as tells it from a body. */
    private static final int TELLING = 32;

    /** Behind a chunk: fewer bytes than its end, the last chunk and the shortest message take. */
    private static final int NO_MESSAGE = "\r\n0\r\n\r\nHTTP/1.1 200\r\n\r\n".length();

    private final Workspace workspace;
    private final MessageListener listener;
    private State state = State.SEEK;
    private boolean atBoundary = true;
    private boolean holed;
    private final Gathered line;
    private long remaining;
    private long position;
    private long timeNanos;
    private long startOffset;
    private long startNanos;
    private final Head head = new Head();
    private boolean awaitsBody;

    /** Another message may begin where the body was announced: its first bytes are gathered until they tell. */
    private boolean doubtful;

    /** The headers begin with the next byte. */
    private boolean behindStart;

    /** Where the headers began in the bytes that are being read, or -1. */
    private int headersFrom = -1;

    MessageReader(Workspace workspace, MessageListener listener) {
        this.workspace = workspace;
        this.listener = listener;
        this.line = new Gathered(workspace);
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

    /** Nothing is kept of a message. */
    boolean rests() {
        return !inMessage() && line.empty();
    }

    /** True when a message has begun and its end did not come. */
    boolean inMessage() {
        return state != State.START && state != State.SEEK;
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

    /** Forgets what came behind a message and can't begin another: a body that should not have been sent, as behind an answer to HEAD. */
    void dropStray() {
        if (state == State.START
                && !line.empty()
                && listener.beginsInstead(this, line.bytes(), 0, line.length()) == Evidence.NO) {
            line.drop();
        }
    }

    /** Gives up the framing: the next start line at a boundary begins anew. */
    void seek() {
        holed = true;
        state = State.SEEK;
        atBoundary = false;
        doubtful = false;
        line.drop();
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
        return awaitsBody && (state == State.FIXED || (state == State.CHUNK_SIZE && line.empty()));
    }

    /** The body that was announced, of which nothing came yet, may be left out. */
    void doubtBody() {
        doubtful = state == State.FIXED || state == State.CHUNK_SIZE || state == State.UNTIL_CLOSE;
    }

    /** Nothing more comes: what may have begun another message, and was not enough for one, is of the body. */
    void endDoubt() {
        if (doubtful && !line.empty()) {
            readGathered();
        }
    }

    /** Nothing more comes: a message whose head had begun says no more of itself. */
    void endInHead() {
        if (state == State.HEADERS) {
            lose();
        }
    }

    /** True while it can't be told whether what came last is of the body or begins another message. */
    boolean doubtful() {
        return doubtful;
    }

    /** Begins anew after an interim response. */
    void restart() {
        state = State.START;
    }

    void bytes(long offset, byte[] bytes, int from, int length, long time) {
        timeNanos = time;
        position = offset;
        read(bytes, from, from + length);
    }

    private void read(byte[] bytes, int from, int end) {
        int i = from;
        headersFrom = -1;
        while (i < end) {
            awaitsBody &= state == State.HEADERS || state == State.START;
            i = doubtful ? bodyOrStart(bytes, i, end) : next(bytes, i, end);
        }
    }

    private int next(byte[] bytes, int from, int end) {
        return switch (state) {
            case FIXED, CHUNK_DATA -> skipBody(from, end);
            case UNTIL_CLOSE -> skip(end - from, end);
            case SEEK -> seek(bytes, from, end);
            case HEADERS -> headers(bytes, from, end);
            default -> line(bytes, from, end);
        };
    }

    private int bodyOrStart(byte[] bytes, int from, int end) {
        if (line.empty()) {
            startOffset = position;
            startNanos = timeNanos;
        }
        int to = Math.min(end, from + TELLING - line.length());
        line.add(bytes, from, to);
        position += to - from;
        Evidence start = listener.beginsInstead(this, line.bytes(), 0, line.length());
        if (start == Evidence.YES) {
            state = State.START;
            readGathered();
        } else if (start == Evidence.NO || line.length() >= TELLING) {
            readGathered();
        }
        return to;
    }

    /** Reads what was gathered in doubt, as of when it began. */
    private void readGathered() {
        doubtful = false;
        long now = timeNanos;
        timeNanos = startNanos;
        int length = line.length();
        byte[] gathered = line.take();
        position -= length;
        read(gathered, 0, length);
        headersFrom = -1;
        workspace.release(gathered);
        timeNanos = now;
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
                headersFound(bytes, from + length, memo.cutLine());
                return from + length;
            }
            headersFrom = from;
        }
        int next = line(bytes, from, end);
        if (headersFrom >= 0 && (state != State.HEADERS || next == end)) {
            keepHeaders(memo, bytes, next, end);
            headersFrom = -1;
        }
        return next;
    }

    private void headersFound(byte[] bytes, int end, int cutLine) {
        if (cutLine < 0) {
            listener.headEnd(this);
        } else if (cutLine > 0) {
            line.add(bytes, end - cutLine, end);
        }
    }

    private void keepHeaders(HeadMemo memo, byte[] bytes, int next, int end) {
        if (state != State.HEADERS) {
            memo.keep(bytes, headersFrom, next, end, head);
        } else if (!line.cut()) {
            memo.keepCut(bytes, headersFrom, end, head, line.length());
        }
    }

    private int line(byte[] bytes, int from, int end) {
        boolean starting = state == State.START || state == State.SEEK;
        if (starting && line.empty() && (bytes[from] == '\r' || bytes[from] == '\n')) {
            return skip(1, from + 1);
        }
        if (starting && line.empty()) {
            startOffset = position;
            startNanos = timeNanos;
        }
        int newline = HttpSyntax.indexOf(bytes, from, end, '\n');
        if (newline < 0) {
            line.add(bytes, from, end);
            return skip(end - from, end);
        }
        position += newline + 1 - from;
        int limit = workspace.options().textBytes();
        if (line.empty()) {
            boolean cut = newline - from > limit;
            whole(bytes, from, cut ? from + limit : newline, cut);
        } else {
            line.add(bytes, from, newline);
            int length = line.length();
            boolean cut = line.cut();
            byte[] gathered = line.take();
            whole(gathered, 0, length, cut);
            workspace.release(gathered);
        }
        return newline + 1;
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
        endDoubt();
        doubtful = false;
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
                holed = over >= NO_MESSAGE;
            }
            boundary();
        }
    }

    private void cutStart() {
        if (!line.empty()) {
            int length = line.length();
            byte[] cut = line.take();
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
        line.drop();
        atBoundary = true;
    }

    private void end() {
        state = State.START;
        listener.messageEnd(this);
    }

    void dropLine() {
        line.drop();
    }
}
