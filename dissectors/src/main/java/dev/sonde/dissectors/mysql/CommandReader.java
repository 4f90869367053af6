package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.Text;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Turns the payload of a command into endpoint and detail. */
final class CommandReader {
    private static final byte[] PREPARE = ascii("PREPARE ");
    private static final byte[] USE = ascii("USE ");
    private static final byte[] PREPARED_BEFORE = ascii("EXECUTE (prepared before capture)");
    private static final int LAST_PREPARED = -1;

    private final Workspace workspace;
    private final Capabilities capabilities;
    private final StatementTable statements;
    private byte @Nullable [] lastPrepared;

    CommandReader(Workspace workspace, Capabilities capabilities) {
        this.workspace = workspace;
        this.capabilities = capabilities;
        this.statements = new StatementTable(workspace.options().statements());
    }

    /** Remembers what a statement id means. */
    void prepared(int id, OpenRequest request) {
        byte[] text = request.statement;
        if (text != null) {
            statements.put(id, text);
        }
    }

    /** Statements don't outlive the session. */
    void forget() {
        statements.clear();
        lastPrepared = null;
    }

    /** A command without a response. */
    void unanswered(int command, byte[] payload, int from, int to) {
        if (command == Command.STMT_CLOSE && to - from >= 5) {
            statements.remove(Fields.i32(payload, from + 1));
        }
    }

    void read(OpenRequest request, byte[] payload, int from, int to, boolean cut) {
        int command = request.kind;
        switch (command) {
            case Command.QUERY -> query(request, payload, from, to, cut);
            case Command.STMT_PREPARE -> prepare(request, payload, from + 1, to, cut);
            case Command.STMT_EXECUTE, Command.STMT_BULK_EXECUTE -> execute(request, payload, from, to);
            case Command.INIT_DB -> {
                request.endpoint.add(USE);
                request.endpoint.addPrintable(payload, from + 1, to);
            }
            default -> request.endpoint.add(name(command));
        }
    }

    private void query(OpenRequest request, byte[] payload, int from, int to, boolean cut) {
        int text = QueryAttributes.textStart(payload, from + 1, to, capabilities);
        workspace
                .fingerprint()
                .write(payload, text, to, cut, capabilities.dialect(), capabilities.charset(), request.endpoint);
        capabilities.asked(payload, text, to);
        detail(request, payload, text, to, cut);
    }

    private void prepare(OpenRequest request, byte[] payload, int from, int to, boolean cut) {
        Text text = workspace.scratch();
        workspace.fingerprint().write(payload, from, to, cut, capabilities.dialect(), capabilities.charset(), text);
        request.statement = workspace.intern(text);
        lastPrepared = request.statement;
        request.endpoint.add(PREPARE);
        request.endpoint.add(request.statement);
        detail(request, payload, from, to, cut);
    }

    private void detail(OpenRequest request, byte[] payload, int from, int to, boolean cut) {
        if (cut) {
            request.flags |= ExchangeFlag.REQUEST_CUT_VALUE;
        }
        if (workspace.options().sqlLiterals()) {
            request.detail.add(payload, from, to);
            if (cut) {
                request.detail.cut();
            }
            if (request.detail.sameAs(request.endpoint)) {
                request.detail.clear();
            }
        }
    }

    private void execute(OpenRequest request, byte[] payload, int from, int to) {
        if (to - from >= 5) {
            execute(request, Fields.i32(payload, from + 1));
        } else {
            request.endpoint.add(PREPARED_BEFORE);
        }
    }

    /** Names the execution of a prepared statement. */
    void execute(OpenRequest request, int id) {
        byte[] text = id == LAST_PREPARED ? lastPrepared : statements.get(id);
        if (text == null) {
            request.endpoint.add(PREPARED_BEFORE);
        } else {
            request.statement = text;
        }
    }

    private static final byte[][] NAMES = names();

    static byte[] name(int command) {
        return NAMES[command];
    }

    private static byte[][] names() {
        byte[][] names = new byte[Command.CONNECT + 1][];
        for (int i = 0; i < names.length; i++) {
            names[i] = ascii(Command.named(i));
        }
        return names;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
