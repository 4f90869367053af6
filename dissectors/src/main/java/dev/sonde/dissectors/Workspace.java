package dev.sonde.dissectors;

import dev.sonde.dissectors.http.HeadMemo;
import dev.sonde.dissectors.http.RequestLine;
import dev.sonde.dissectors.sql.SqlFingerprint;
import dev.sonde.protocol.v1.Protocol;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What all dissectors of one thread share, so that an idle connection holds next to nothing: the view that is handed
 * out, open requests and line buffers to reuse, and the texts of statements. Confined to one thread.
 */
public final class Workspace {
    private static final int POOLED = 256;
    private static final int STATEMENTS = 4096;

    private final DissectorOptions options;
    private final ExchangeView view = new ExchangeView();
    private final ArrayDeque<OpenRequest> requests = new ArrayDeque<>();
    private final ArrayDeque<byte[]> buffers = new ArrayDeque<>();
    private final SqlFingerprint fingerprint = new SqlFingerprint();
    private final RequestLine requestLine;
    private final HeadMemo heads = new HeadMemo();
    private final Text scratch;
    private byte[] @Nullable [] statements = new byte[64][];
    private int statementCount;
    private int lent;
    private int mostLent;

    /** Makes a workspace for the dissectors of one thread. */
    public Workspace(DissectorOptions options) {
        this.options = options;
        this.requestLine = new RequestLine(options);
        this.scratch = new Text(options.textBytes());
    }

    /** What may be kept. */
    public DissectorOptions options() {
        return options;
    }

    /** The lexer that all connections of this thread use. */
    public SqlFingerprint fingerprint() {
        return fingerprint;
    }

    /** Text for the moment: whoever needs it longer copies or interns it. */
    public Text scratch() {
        return scratch;
    }

    /** The reader of request lines that all connections of this thread use. */
    public RequestLine requestLine() {
        return requestLine;
    }

    /** Headers of HTTP that were read lately. */
    public HeadMemo heads() {
        return heads;
    }

    /** A request that starts at {@code offset}; given back by {@link #emit} or {@link #release}. */
    public OpenRequest open(long offset, long timeNanos) {
        lend();
        OpenRequest request = requests.poll();
        return (request == null ? new OpenRequest(options.textBytes()) : request).begin(offset, timeNanos);
    }

    /** Whether a connection on which so many requests wait has room for another: a client may send a batch of thousands at once. */
    public boolean hasRoom(int waiting) {
        return waiting < options.openRequests() || lent < options.burst();
    }

    /** Takes a request back without handing it out. */
    public void release(OpenRequest request) {
        lent--;
        request.next = null;
        request.statement = null;
        if (requests.size() < POOLED) {
            requests.push(request);
        }
    }

    /** Hands the exchange out and takes the request back. */
    public void emit(OpenRequest request, Protocol protocol, ExchangeSink sink) {
        sink.exchange(view(request, protocol));
        release(request);
    }

    /** A request, and what is known of its response, as an exchange: the same object again and again. */
    ExchangeView view(OpenRequest request, Protocol protocol) {
        view.protocol = protocol;
        view.startNanos = request.startNanos;
        view.firstByteNanos = request.firstByteNanos;
        view.endNanos = request.endNanos;
        view.requestOffset = request.requestOffset;
        view.requestBytes = request.requestEnd - request.requestOffset;
        view.responseBytes = request.responseTouched ? request.responseEnd - request.responseOffset : 0;
        view.status = request.status;
        view.rows = request.rows;
        view.flags = request.flags;
        request.endpoint.mend();
        request.detail.mend();
        byte[] statement = request.statement;
        if (statement != null && request.endpoint.length() == 0) {
            view.endpoint = statement;
            view.endpointLength = statement.length;
        } else {
            view.endpoint = request.endpoint.bytes();
            view.endpointLength = request.endpoint.length();
        }
        view.detail = request.detail.bytes();
        view.detailLength = request.detail.length();
        return view;
    }

    /** A buffer of {@link DissectorOptions#textBytes()} bytes. */
    public byte[] buffer() {
        lend();
        byte[] buffer = buffers.poll();
        return buffer == null ? new byte[options.textBytes()] : buffer;
    }

    /** Takes a buffer back. */
    public void release(byte[] buffer) {
        lent--;
        if (buffers.size() < POOLED) {
            buffers.push(buffer);
        }
    }

    private void lend() {
        lent++;
        mostLent = Math.max(mostLent, lent);
    }

    /** Requests and buffers that were taken and not given back. */
    int lent() {
        return lent;
    }

    /** The most of {@link #lent} so far: what bounds the memory of the connections. */
    int mostLent() {
        return mostLent;
    }

    /** The one array with this text: nothing is allocated for text that was seen before. */
    public byte[] intern(Text text) {
        text.mend();
        int hash = hash(text.bytes(), text.length());
        int mask = statements.length - 1;
        for (int slot = hash & mask; ; slot = slot + 1 & mask) {
            byte[] known = statements[slot];
            if (known == null) {
                return addStatement(Arrays.copyOf(text.bytes(), text.length()));
            }
            if (Arrays.equals(known, 0, known.length, text.bytes(), 0, text.length())) {
                return known;
            }
        }
    }

    private byte[] addStatement(byte[] text) {
        if (statementCount >= STATEMENTS) {
            statements = new byte[64][];
            statementCount = 0;
        } else if (statementCount * 2 >= statements.length) {
            byte[] @Nullable [] old = statements;
            statements = new byte[old.length * 2][];
            for (byte[] known : old) {
                if (known != null) {
                    put(known);
                }
            }
        }
        put(text);
        statementCount++;
        return text;
    }

    private void put(byte[] text) {
        int mask = statements.length - 1;
        int slot = hash(text, text.length) & mask;
        while (statements[slot] != null) {
            slot = slot + 1 & mask;
        }
        statements[slot] = text;
    }

    private static int hash(byte[] bytes, int length) {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
