package dev.sonde.dissectors.mysql;

import dev.sonde.dissectors.ConnectionDissector;
import dev.sonde.dissectors.ExchangeSink;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.Workspace;
import dev.sonde.protocol.v1.ExchangeFlag;
import dev.sonde.protocol.v1.Protocol;

/**
 * What a server says without being asked, as far as was seen: its greeting, the error it refuses a connection with, and responses
 * whose requests were not captured.
 */
final class Unasked {
    private final Workspace workspace;
    private final ExchangeSink sink;
    private final Capabilities capabilities;
    private int lastSequence;

    Unasked(Workspace workspace, ExchangeSink sink, Capabilities capabilities) {
        this.workspace = workspace;
        this.sink = sink;
        this.capabilities = capabilities;
    }

    /** What the server says from here on it was asked for. */
    void asked() {
        lastSequence = 0;
    }

    /**
     * Takes a packet.
     *
     * @param opening whether nothing was said on the connection yet
     * @return whether it is the server's greeting
     */
    boolean packet(PacketReader responses, byte[] payload, int from, int to, boolean opening) {
        int kind = to > from ? payload[from] & 0xFF : 0;
        if (opening && responses.sequence() == 0 && kind == 10) {
            capabilities.greeting(payload, from, to);
            return true;
        }
        if (kind == 0xFF && responses.sequence() == 0 && to - from >= 3) {
            refusal(responses, Fields.u16(payload, from + 1));
        } else {
            orphan(responses);
        }
        return false;
    }

    private void refusal(PacketReader responses, int code) {
        OpenRequest request = workspace.open(0, responses.startNanos());
        request.endpoint.add(CommandReader.name(Command.CONNECT));
        request.status = code;
        request.flags |= ExchangeFlag.ERROR_VALUE;
        request.touch(responses.startOffset(), responses.position(), responses.startNanos());
        workspace.emit(request, Protocol.MYSQL, sink);
    }

    /** Responses whose requests were not captured follow each other as long as their packets are numbered on. */
    private void orphan(PacketReader responses) {
        int sequence = responses.sequence();
        boolean goesOn = lastSequence > 0 && sequence == lastSequence + 1;
        lastSequence = goesOn || sequence == 1 ? sequence : 0;
        if (!goesOn) {
            sink.unpaired(Protocol.MYSQL, ConnectionDissector.NO_REQUEST, 1, responses.timeNanos());
        }
        if (lastSequence == 0) {
            responses.lose();
        }
    }
}
