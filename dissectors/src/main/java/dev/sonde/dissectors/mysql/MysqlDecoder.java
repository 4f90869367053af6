package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.Direction;
import dev.sonde.dissectors.Evidence;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.ProtocolDecoder;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the commands and responses of one MySQL or MariaDB connection. One exchange is one command that the server
 * answers, and the login ({@code CONNECT}, so that refused logins are seen). Commands without an answer (quit, close
 * statement, long data) are none. A multi-statement command is one exchange with the rows of all its results.
 */
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class MysqlDecoder implements ProtocolDecoder, PacketReader.Listener {
    private static final int HEAD = 40;
    private static final int GREETING = 256;
    private static final int MAXIMUM = 0xFFFFFF;
    private static final int SSL_REQUEST = 32;

    private enum Phase {
        OPEN,
        GREETED,
        LOGIN,
        COMMANDS
    }

    private final Workspace workspace;
    private final ExchangeSink sink;
    private final Capabilities capabilities = new Capabilities();
    private final Unasked unasked;
    private final CommandReader commands;
    private final ResponseReader response = new ResponseReader(capabilities);
    private final PacketReader requests;
    private final PacketReader responses;
    private final Pending open;
    private final LongData longData = new LongData();
    private @Nullable Direction lastDirection;
    private Phase phase = Phase.OPEN;
    private boolean requestContinues;
    private boolean responseContinues;
    private @Nullable OpenRequest foreseen;
    private boolean tail;
    private boolean wantsStream;
    private boolean blind;
    private boolean opaque;

    /** Decodes one connection. */
    public MysqlDecoder(Workspace workspace, ExchangeSink sink) {
        this.workspace = workspace;
        this.sink = sink;
        this.unasked = new Unasked(workspace, sink, capabilities);
        this.commands = new CommandReader(workspace, capabilities);
        this.open = new Pending(workspace, sink, response);
        this.requests = new PacketReader(workspace, this);
        this.responses = new PacketReader(workspace, this);
    }

    @Override
    public boolean wantsStream() {
        return wantsStream;
    }

    @Override
    public boolean opaque() {
        return opaque;
    }

    @Override
    public @Nullable OpenRequest unanswered() {
        OpenRequest request = blind ? null : open.first();
        return request == null || request.responseTouched ? null : request;
    }

    @Override
    public void requestsLost(long count, long timeNanos) {
        sink.unpaired(Protocol.MYSQL, "request_not_captured", count, timeNanos);
        blind();
    }

    /** Which response is whose can't be told until the connection falls silent: what is open is handed out as it is. */
    private void blind() {
        blind = true;
        open.finishAll();
        loseResponse();
    }

    @Override
    public void bytes(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        turn(direction);
        if (direction == Direction.REQUEST) {
            requests.bytes(offset, bytes, from, length, timeNanos);
            sent(offset + length);
        } else {
            responses.bytes(offset, bytes, from, length, timeNanos);
            touch(offset, length, timeNanos);
        }
    }

    @Override
    public void gap(Direction direction, long offset, long length, long timeNanos) {
        turn(direction);
        if (direction == Direction.REQUEST) {
            requests.gap(offset, length, timeNanos);
            sent(offset + length);
        } else {
            OpenRequest before = open.first();
            responses.gap(offset, length, timeNanos);
            if (before == open.first()) {
                touch(offset, length, timeNanos);
            }
        }
    }

    private void turn(Direction direction) {
        if (direction != lastDirection) {
            lastDirection = direction;
            tail = false;
            (direction == Direction.REQUEST ? requests : responses).boundary();
            if (direction == Direction.RESPONSE) {
                endStatement();
            }
        }
    }

    /** A server may answer before it has all of a statement: one that is too long for it. */
    private void endStatement() {
        if (phase == Phase.COMMANDS && open.size() == 0 && requests.sequence() == 0) {
            requests.endEarly();
        }
    }

    /** A file belongs to the command that asked for it, and to a long one all of its packets, whether they were captured or not. */
    private void sent(long end) {
        OpenRequest request = open.last();
        if (request != null && (tail || response.infile())) {
            request.requestEnd = end;
        }
    }

    private void touch(long offset, long length, long timeNanos) {
        OpenRequest request = open.first();
        if (request != null && responses.lost() && !blind) {
            request.touch(offset, offset + length, timeNanos);
        }
    }

    @Override
    public int header(PacketReader reader) {
        if (reader == requests) {
            return requestContinues || response.infile()
                    ? 0
                    : workspace.options().textBytes();
        }
        OpenRequest request = open.first();
        if (request != null && !request.responseTouched) {
            request.touch(responses.startOffset(), responses.position(), responses.startNanos());
        }
        return responseContinues ? 0 : phase == Phase.OPEN && open.size() == 0 ? GREETING : HEAD;
    }

    @Override
    public boolean plausible(PacketReader reader, int length, int sequence, int code) {
        if (reader == requests) {
            return sequence == 0 && Command.known(code) && Command.fits(code, length);
        }
        OpenRequest request = open.first();
        return !blind
                && request != null
                && !answeredBefore(request, reader.startOffset())
                && numbered(request, sequence)
                && Command.answers(code, length);
    }

    /** Whether bytes of the response passed before these; a header that came alone is touched before it is judged. */
    private static boolean answeredBefore(OpenRequest request, long offset) {
        return request.responseTouched && request.responseOffset != offset;
    }

    @Override
    public void framingLost(PacketReader reader) {
        if (reader == requests) {
            tail |= requestContinues;
            requestContinues = false;
            if (longData.sent() && !blind && !opaque) {
                executeUnseen();
            }
            return;
        }
        responseContinues = false;
        response.lostRows();
    }

    @Override
    public void packet(PacketReader reader, byte[] payload, int from, int to) {
        if (reader == requests) {
            request(payload, from, to);
        } else {
            response(payload, from, to);
        }
    }

    private void request(byte[] payload, int from, int to) {
        boolean continues = requestContinues;
        requestContinues = requests.length() == MAXIMUM;
        OpenRequest current = open.last();
        if (response.infile()) {
            if (requests.length() == 0) {
                response.infileSent();
            }
            continues = true;
        }
        if (requests.sequence() == 0 && !continues && phase != Phase.COMMANDS) {
            // What was said before it of a login was not seen.
            open.finishAll();
            phase = Phase.COMMANDS;
        }
        if (phase == Phase.GREETED || begins(payload, from, to)) {
            login(payload, from, to);
        } else if (continues || phase == Phase.LOGIN || requests.sequence() != 0) {
            if (current != null) {
                current.requestEnd = requests.position();
            }
        } else if (to > from) {
            command(payload, from, to);
        }
    }

    /** Whether a login begins here whose greeting was not seen. */
    private boolean begins(byte[] payload, int from, int to) {
        return phase == Phase.OPEN
                && requests.sequence() == 1
                && open.size() == 0
                && MysqlSyntax.loginBody(payload, from, to) == Evidence.YES;
    }

    private void login(byte[] payload, int from, int to) {
        capabilities.answer(payload, from, to);
        if (capabilities.encrypted() && requests.length() == SSL_REQUEST) {
            end(Protocol.MYSQL, "mysql: tls");
            return;
        }
        phase = Phase.LOGIN;
        open(Command.CONNECT).endpoint.add(CommandReader.name(Command.CONNECT));
    }

    private void command(byte[] payload, int from, int to) {
        int code = payload[from] & 0xFF;
        if (!Command.known(code)) {
            sink.unpaired(Protocol.MYSQL, "unknown_command", 1, requests.timeNanos());
            requests.lose();
            return;
        }
        tail = false;
        if (blind) {
            open.finishAll();
        } else {
            finishUnframed(true);
        }
        if (!Command.answered(code)) {
            unanswered(code, payload, from, to);
            return;
        }
        if (code == Command.STMT_EXECUTE && foreseen()) {
            return;
        }
        OpenRequest request = open(code);
        if (code == Command.STMT_EXECUTE) {
            longData.begin(request);
        }
        longData.forget();
        commands.read(request, payload, from, to, requests.cut() || requests.length() > to - from);
        if (code == Command.CHANGE_USER || code == Command.RESET_CONNECTION) {
            commands.forget();
        }
    }

    private void unanswered(int code, byte[] payload, int from, int to) {
        if (code == Command.STMT_SEND_LONG_DATA) {
            longData.packet(requests, payload, from, to);
        } else {
            commands.unanswered(code, payload, from, to);
        }
    }

    /** The EXECUTE behind long data was not captured. */
    private void executeUnseen() {
        OpenRequest request = open(Command.STMT_EXECUTE);
        request.flags |= ExchangeFlag.REQUEST_CUT_VALUE;
        longData.begin(request);
        commands.execute(request, longData.statement());
        foreseen = request;
        tail = true;
    }

    /** Whether this is the EXECUTE that was taken for one that was not captured. */
    private boolean foreseen() {
        OpenRequest request = foreseen;
        foreseen = null;
        if (request == null || request != open.last() || request.responseTouched) {
            return false;
        }
        request.requestEnd = requests.position();
        return true;
    }

    private OpenRequest open(int code) {
        if (!workspace.hasRoom(open.size())) {
            blind();
        }
        OpenRequest request = open.open(code, requests.startOffset(), requests.position(), requests.startNanos());
        wantsStream |= (request.flags & ExchangeFlag.PIPELINED_VALUE) != 0;
        foreseen = null;
        return request;
    }

    private void response(byte[] payload, int from, int to) {
        boolean continues = responseContinues;
        responseContinues = responses.length() == MAXIMUM;
        OpenRequest request = open.first();
        if (request == null) {
            if (unasked.packet(responses, payload, from, to, phase == Phase.OPEN)) {
                phase = Phase.GREETED;
            }
            return;
        }
        unasked.asked();
        request.touch(responses.startOffset(), responses.position(), responses.timeNanos());
        if (continues) {
            return;
        }
        if (response.waitsForFirst() && !request.responseBegun && wrongNumber(request)) {
            loseResponse();
            return;
        }
        request.responseBegun = true;
        ResponseReader.Step step = response.packet(payload, from, to, responses.length());
        if (request.kind == Command.BINLOG_DUMP || request.kind == Command.BINLOG_DUMP_GTID) {
            open.finish(request);
            end(Protocol.MYSQL, "mysql: replication");
            return;
        }
        step(request, step, payload, from, to);
    }

    private void step(OpenRequest request, ResponseReader.Step step, byte[] payload, int from, int to) {
        if (response.prepared()) {
            commands.prepared(response.preparedId(), request);
        }
        switch (step) {
            case MORE, MAYBE_DONE -> {}
            case DONE -> complete(request);
            case BROKEN -> loseResponse();
            case BEFORE -> {
                open.finish(request);
                response(payload, from, to);
            }
        }
    }

    /** The answer to a login may have any number. */
    private boolean wrongNumber(OpenRequest request) {
        return request.kind < Command.CONNECT && !numbered(request, responses.sequence());
    }

    /** Whether a response to a command begins with this number: it is that behind its last packet, and long data before it has its own. */
    private static boolean numbered(OpenRequest request, int sequence) {
        long last = (request.requestEnd - request.requestOffset) / (MAXIMUM + PacketReader.HEADER);
        return sequence == 1 || sequence == (int) ((last + 1) & 0xFF);
    }

    private void loseResponse() {
        response.lostRows();
        responses.lose();
    }

    private void complete(OpenRequest request) {
        boolean loggedIn = request.kind == Command.CONNECT;
        boolean good = response.error() == 0;
        if (loggedIn) {
            phase = Phase.COMMANDS;
        }
        open.finish(request);
        if (loggedIn && good && capabilities.compressed()) {
            end(Protocol.MYSQL, "mysql: compressed");
        }
    }

    @Override
    public void settled(long timeNanos) {
        if (blind) {
            open.finishAll();
            blind = false;
        } else {
            finishUnframed(false);
        }
    }

    /**
     * Finishes what has had a response whose end framing can't tell.
     *
     * @param goesOn whether responses to it may still come
     */
    private void finishUnframed(boolean goesOn) {
        OpenRequest request = open.first();
        if (request == null || !request.responseTouched) {
            return;
        }
        if (response.maybeDone()) {
            open.finish(request);
        } else if (responses.lost() && goesOn && open.size() > 1) {
            blind();
        } else if (responses.lost()) {
            open.finishAll();
        }
    }

    @Override
    public void close(long timeNanos) {
        endStatement();
        open.close(responses.lost());
        release();
    }

    private void end(Protocol protocol, String reason) {
        open.abandon();
        sink.opaque(protocol, reason, requests.timeNanos());
        release();
    }

    private void release() {
        // What is behind this in the same segment is read by nobody.
        requests.lose();
        responses.lose();
        opaque = true;
    }
}
