package dev.sonde.dissectors.mysql;

/**
 * Follows the response to one command packet by packet, and says when it is complete. Knows nothing of requests but
 * the command.
 */
final class ResponseReader {
    /** What a packet means for the exchange. */
    enum Step {
        /** More is to come. */
        MORE,
        /** That was the last packet. */
        DONE,
        /** That was the last packet unless an EOF packet follows. */
        MAYBE_DONE,
        /** The packet belongs to the next response; this one was complete before it. */
        BEFORE,
        /** The packet can't stand here. */
        BROKEN
    }

    private enum Stage {
        FIRST,
        COLUMNS,
        COLUMNS_END,
        ROWS,
        DEFINITIONS,
        DEFINITIONS_END,
        MAYBE_END
    }

    private static final int MORE_RESULTS = 0x0008;
    private static final int CURSOR_EXISTS = 0x0040;

    /** The result holds what a procedure gave its OUT parameters: SERVER_PS_OUT_PARAMS of the protocol's status flags. */
    private static final int OUT_PARAMETERS = 0x1000;

    private static final int PROGRESS = 0xFFFF;

    private final Capabilities capabilities;
    private Stage stage = Stage.FIRST;
    private int command;
    private long left;
    private int secondGroup;
    private long rows;
    private long resultRows;
    private boolean rowsKnown;
    private boolean ended;
    private int error;
    private int preparedId;
    private boolean prepared;
    private boolean infile;
    private boolean authenticating;

    ResponseReader(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** Begins with the response to a command. */
    void begin(int of) {
        command = of;
        stage = Stage.FIRST;
        rows = 0;
        resultRows = 0;
        rowsKnown = true;
        ended = false;
        error = 0;
        prepared = false;
        infile = false;
        authenticating = of == Command.CONNECT || of == Command.CHANGE_USER;
    }

    /** Rows returned and affected; -1 when that was not to be seen. */
    long rows() {
        return rowsKnown && error == 0 && (Command.givesRows(command) || command == Command.STMT_FETCH) ? rows : -1;
    }

    /** Code of the error, or 0. */
    int error() {
        return error;
    }

    /** True when the last packet was seen: an error may come behind rows, so that nothing but the end tells of success. */
    boolean ended() {
        return ended;
    }

    boolean prepared() {
        return prepared;
    }

    int preparedId() {
        return preparedId;
    }

    /** True while the client sends a file. */
    boolean infile() {
        return infile;
    }

    void infileSent() {
        infile = false;
    }

    boolean waitsForFirst() {
        return stage == Stage.FIRST;
    }

    boolean maybeDone() {
        return stage == Stage.MAYBE_END;
    }

    /** A hole: what was counted is not all. */
    void lostRows() {
        rowsKnown = false;
    }

    /** Takes a packet of {@code length} bytes, of which {@code from} to {@code to} are there. */
    Step packet(byte[] payload, int from, int to, int length) {
        Step step = read(payload, from, to, length);
        ended = step != Step.MORE && step != Step.BROKEN;
        return step;
    }

    private Step read(byte[] payload, int from, int to, int length) {
        if (to == from) {
            return length == 0 ? Step.BROKEN : unseen();
        }
        int first = payload[from] & 0xFF;
        if (first == 0xFF && length >= 3 && stage != Stage.MAYBE_END) {
            return error(payload, from, to);
        }
        return switch (stage) {
            case FIRST -> first(payload, from, to, length);
            case COLUMNS -> column();
            case COLUMNS_END -> columnsEnd(payload, from, to, length);
            case ROWS -> row(payload, from, to, length);
            case DEFINITIONS -> definition(first, length);
            case DEFINITIONS_END -> isEnd(first, length) ? nextGroup() : Step.BROKEN;
            case MAYBE_END -> maybeEnd(first, length);
        };
    }

    private Step unseen() {
        rowsKnown = false;
        return Step.BROKEN;
    }

    private Step error(byte[] payload, int from, int to) {
        if (to - from < 3) {
            return Step.BROKEN;
        }
        int code = Fields.u16(payload, from + 1);
        if (code == PROGRESS) {
            return Step.MORE;
        }
        error = code;
        return Step.DONE;
    }

    private Step first(byte[] payload, int from, int to, int length) {
        int first = payload[from] & 0xFF;
        if (authenticating) {
            return first == 0 ? ok(payload, from, to, false) : Step.MORE;
        }
        if (command == Command.STMT_PREPARE) {
            return prepare(payload, from, to, length);
        }
        if (command == Command.FIELD_LIST || command == Command.STMT_FETCH) {
            stage = Stage.ROWS;
            return row(payload, from, to, length);
        }
        if (!Command.givesRows(command)) {
            return first == 0 ? ok(payload, from, to, false) : Step.DONE;
        }
        if (first == 0) {
            return ok(payload, from, to, true);
        }
        if (first == 0xFB) {
            infile = true;
            return Step.MORE;
        }
        return columnCount(payload, from, to, length);
    }

    private Step columnCount(byte[] payload, int from, int to, int length) {
        int at = from;
        boolean metadata = true;
        if (capabilities.optionalMetadata() && length > 1) {
            metadata = payload[from] != 0;
            at++;
        }
        int size = Fields.numberSize(payload, at, to);
        if (size == 0 || size > 4 || length > 6) {
            return Step.BROKEN;
        }
        left = Fields.number(payload, at, to);
        if (at == from && length == size + 1) {
            metadata = payload[from + size] != 0;
        }
        if (!metadata) {
            left = 0;
        }
        stage = left > 0 ? Stage.COLUMNS : afterColumns();
        return Step.MORE;
    }

    private Stage afterColumns() {
        return !capabilities.endLearned() || capabilities.endPackets() ? Stage.COLUMNS_END : Stage.ROWS;
    }

    private Step column() {
        left--;
        if (left == 0) {
            stage = afterColumns();
        }
        return Step.MORE;
    }

    private Step columnsEnd(byte[] payload, int from, int to, int length) {
        boolean end = isEnd(payload[from] & 0xFF, length);
        stage = Stage.ROWS;
        if (!capabilities.endLearned()) {
            capabilities.learnEnd(end);
        }
        if (!end) {
            return capabilities.endPackets() ? Step.BROKEN : row(payload, from, to, length);
        }
        if (to - from >= 5 && (Fields.u16(payload, from + 3) & CURSOR_EXISTS) != 0) {
            return Step.DONE;
        }
        return Step.MORE;
    }

    private Step row(byte[] payload, int from, int to, int length) {
        int first = payload[from] & 0xFF;
        if (first != 0xFE
                || length >= 0xFFFFFF
                || (capabilities.endLearned() && capabilities.endPackets() && length > 8)) {
            rows++;
            resultRows++;
            return Step.MORE;
        }
        return isEnd(first, length)
                ? status(to - from >= 5 ? Fields.u16(payload, from + 3) : -1)
                : ok(payload, from, to, false);
    }

    /** An OK packet, at the beginning of a result or (with 0xFE) at the end of its rows. */
    private Step ok(byte[] payload, int from, int to, boolean counts) {
        int at = from + 1;
        long affected = Fields.number(payload, at, to);
        at += Fields.numberSize(payload, at, to);
        at += Fields.numberSize(payload, at, to);
        if (affected < 0) {
            rowsKnown = false;
        } else if (counts) {
            rows += affected;
        }
        return status(at + 2 <= to ? Fields.u16(payload, at) : -1);
    }

    private Step status(int status) {
        if (status >= 0) {
            capabilities.status(status);
        }
        if (status >= 0 && (status & OUT_PARAMETERS) != 0) {
            rows -= resultRows;
        }
        resultRows = 0;
        if (status >= 0 && (status & MORE_RESULTS) != 0) {
            stage = Stage.FIRST;
            return Step.MORE;
        }
        return Step.DONE;
    }

    private Step prepare(byte[] payload, int from, int to, int length) {
        if (payload[from] != 0 || to - from < 9) {
            return Step.BROKEN;
        }
        prepared = true;
        preparedId = Fields.i32(payload, from + 1);
        int columns = Fields.u16(payload, from + 5);
        int parameters = Fields.u16(payload, from + 7);
        if (capabilities.optionalMetadata() && length >= 13 && to - from >= 13 && payload[from + 12] == 0) {
            return Step.DONE;
        }
        left = parameters > 0 ? parameters : columns;
        secondGroup = parameters > 0 ? columns : 0;
        stage = Stage.DEFINITIONS;
        return left == 0 ? Step.DONE : Step.MORE;
    }

    private Step definition(int first, int length) {
        if (isEnd(first, length) && !capabilities.endLearned()) {
            capabilities.learnEnd(true);
            return Step.MORE;
        }
        left--;
        if (left > 0) {
            return Step.MORE;
        }
        if (capabilities.endLearned()) {
            if (!capabilities.endPackets()) {
                return nextGroup();
            }
            stage = Stage.DEFINITIONS_END;
            return Step.MORE;
        }
        if (secondGroup > 0) {
            return nextGroup();
        }
        stage = Stage.MAYBE_END;
        return Step.MAYBE_DONE;
    }

    private Step nextGroup() {
        left = secondGroup;
        secondGroup = 0;
        stage = Stage.DEFINITIONS;
        return left == 0 ? Step.DONE : Step.MORE;
    }

    private Step maybeEnd(int first, int length) {
        boolean end = isEnd(first, length);
        capabilities.learnEnd(end);
        return end ? Step.DONE : Step.BEFORE;
    }

    private static boolean isEnd(int first, int length) {
        return first == 0xFE && length == 5;
    }
}
