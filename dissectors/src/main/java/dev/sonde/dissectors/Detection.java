package dev.sonde.dissectors;

import static dev.sonde.dissectors.Evidence.MAYBE;

import dev.sonde.dissectors.http.HttpSyntax;
import dev.sonde.dissectors.mysql.MysqlSyntax;

/**
 * Finds out the protocol of a connection. A run is what one direction sends without a hole and without the other
 * direction between: only the beginning of a run is judged, as anything else may be the middle of a message. After a
 * bounded number of runs that are of nothing known it gives up.
 */
final class Detection {
    /** What was found. */
    enum Verdict {
        UNDECIDED,
        HTTP,
        MYSQL,
        MYSQL_COMPRESSED,
        TLS,
        HTTP2,
        GIVE_UP
    }

    private static final byte[] NOTHING = new byte[0];
    private static final int HEAD = 64;
    private static final int REQUEST_RUNS = 8;
    private static final int RUNS = 64;

    private final Workspace workspace;
    private final Run request;
    private final Run response;
    private byte[] heads = NOTHING;
    private Direction last = Direction.REQUEST;
    private boolean responseFirst;
    private Verdict verdict = Verdict.UNDECIDED;
    private int requestRuns;
    private int runs;

    /** The beginning of what a direction sent last. */
    private static final class Run {
        final int start;
        final int room;
        boolean open;
        boolean refused;
        boolean holed;
        boolean behindHole;
        int length;
        long offset;
        long timeNanos;

        /** Bytes before those of the protocol. */
        int skipped;

        Run(int start, int room) {
            this.start = start;
            this.room = room;
        }

        int from() {
            return start + skipped;
        }

        /** Where what is judged ends. */
        int to() {
            return Math.min(start + length, from() + HEAD);
        }
    }

    Detection(Workspace workspace) {
        this.workspace = workspace;
        this.response = new Run(0, HEAD);
        this.request = new Run(HEAD, workspace.options().textBytes() - HEAD);
    }

    Verdict verdict() {
        return verdict;
    }

    /** Whether anything was sent that could be judged. */
    boolean met() {
        return runs > 0;
    }

    /** Takes bytes and judges; returns how many it kept for {@link #replay}. */
    int take(Direction direction, long offset, byte[] bytes, int from, int length, long timeNanos) {
        Run run = run(direction);
        if (!run.open || direction != last) {
            begin(run, direction, offset, timeNanos);
        }
        last = direction;
        if (run.refused) {
            return 0;
        }
        if (heads.length == 0) {
            heads = workspace.buffer();
        }
        int kept = run.holed ? 0 : Math.min(length, run.room - run.length);
        System.arraycopy(bytes, from, heads, run.start + run.length, kept);
        run.length += kept;
        if (requestRuns == 1 && run == request && run.skipped == 0) {
            int header = ProxyHeader.length(heads, run.start, run.start + run.length);
            if (header == ProxyHeader.UNFINISHED && run.length < run.room) {
                return kept;
            }
            run.skipped = Math.max(0, header);
        }
        judge(run, direction, run.to() - run.from() >= HEAD);
        return kept;
    }

    /** A hole in a direction ends its run. */
    Verdict gap(Direction direction, long timeNanos) {
        Run run = run(direction);
        if (run.open && !run.refused && run.length > 0) {
            judge(run, direction, true);
        }
        run.holed = true;
        if (verdict == Verdict.UNDECIDED && !(direction == Direction.REQUEST && waits())) {
            run.open = false;
        }
        return verdict;
    }

    /**
     * Feeds what was kept.
     *
     * @param requestEnd offset behind what the client has sent: what was not kept of it is a hole
     */
    void replay(ProtocolDecoder decoder, long requestEnd) {
        if (responseFirst) {
            feed(decoder, Direction.RESPONSE, response);
            feed(decoder, Direction.REQUEST, request);
        } else {
            feed(decoder, Direction.REQUEST, request);
            long kept = request.offset + request.length;
            if (last == Direction.RESPONSE && fed(request) && kept < requestEnd) {
                decoder.gap(Direction.REQUEST, kept, requestEnd - kept, request.timeNanos);
            }
            feed(decoder, Direction.RESPONSE, response);
        }
        release();
    }

    /** Whether bytes that the client sent were not captured. */
    boolean missed() {
        return request.holed;
    }

    void release() {
        if (heads.length > 0) {
            workspace.release(heads);
            heads = NOTHING;
        }
    }

    private void feed(ProtocolDecoder decoder, Direction direction, Run run) {
        if (fed(run)) {
            int length = run.length - run.skipped;
            decoder.bytes(direction, run.offset + run.skipped, heads, run.from(), length, run.timeNanos);
        }
    }

    /** What is of nothing known may still have been sent for a request, which its answer then tells. */
    private boolean fed(Run run) {
        if (verdict != Verdict.HTTP || run != request) {
            return usable(run);
        }
        boolean there = run.open && run.length > run.skipped;
        return there && (!run.behindHole || HttpSyntax.request(heads, run.from(), run.to()) == Evidence.YES);
    }

    private static boolean usable(Run run) {
        return run.open && !run.refused && run.length > run.skipped;
    }

    private void begin(Run run, Direction direction, long offset, long timeNanos) {
        run.open = true;
        run.behindHole = run.holed && direction == last;
        run.refused = false;
        run.holed = false;
        run.length = 0;
        run.skipped = 0;
        run.offset = offset;
        run.timeNanos = timeNanos;
        if (direction == Direction.REQUEST) {
            requestRuns++;
            response.open = false;
            responseFirst = false;
        } else {
            responseFirst = !request.open;
        }
        runs++;
        if (requestRuns > REQUEST_RUNS || runs > RUNS) {
            verdict = Verdict.GIVE_UP;
        }
    }

    private void judge(Run run, Direction direction, boolean last) {
        if (verdict != Verdict.UNDECIDED) {
            return;
        }
        int from = run.from();
        int to = run.to();
        boolean maybe;
        if (direction == Direction.REQUEST) {
            maybe = judgeRequest(from, to);
        } else {
            maybe = judgeResponse(from, to);
        }
        if (verdict == Verdict.UNDECIDED && (!maybe || (last && !(direction == Direction.REQUEST && waits())))) {
            run.refused = true;
        }
    }

    /** True when the request may be of a protocol that only the response can tell. */
    private boolean waits() {
        return weakCommand() || (usable(request) && HttpSyntax.request(heads, request.from(), request.to()) == MAYBE);
    }

    private boolean weakCommand() {
        return usable(request) && MysqlSyntax.command(heads, request.from(), request.to()) == MAYBE;
    }

    private boolean judgeRequest(int from, int to) {
        Evidence tls = FirstBytes.tls(heads, from, to);
        Evidence http2 = FirstBytes.http2(heads, from, to);
        Evidence http = HttpSyntax.request(heads, from, to);
        Evidence compressed = MysqlSyntax.compressed(heads, from, to);
        Evidence command = MysqlSyntax.command(heads, from, to);
        Evidence login = MysqlSyntax.login(heads, from, to);
        if (tls == Evidence.YES) {
            verdict = Verdict.TLS;
        } else if (http2 == Evidence.YES) {
            verdict = Verdict.HTTP2;
        } else if (http == Evidence.YES) {
            verdict = Verdict.HTTP;
        } else if (compressed == Evidence.YES) {
            verdict = Verdict.MYSQL_COMPRESSED;
        } else if (command == Evidence.YES || login == Evidence.YES) {
            verdict = Verdict.MYSQL;
        }
        boolean mysql = compressed == MAYBE || command == MAYBE || login == MAYBE;
        return tls == MAYBE || http2 == MAYBE || http == MAYBE || mysql;
    }

    private boolean judgeResponse(int from, int to) {
        Evidence tls = FirstBytes.tls(heads, from, to);
        Evidence http = HttpSyntax.response(heads, from, to);
        Evidence greeting = MysqlSyntax.greeting(heads, from, to);
        Evidence reply = weakCommand() ? MysqlSyntax.reply(heads, from, to) : Evidence.NO;
        if (tls == Evidence.YES) {
            verdict = Verdict.TLS;
        } else if (http == Evidence.YES) {
            verdict = Verdict.HTTP;
        } else if (greeting == Evidence.YES || reply == Evidence.YES) {
            verdict = Verdict.MYSQL;
        }
        return tls == MAYBE || http == MAYBE || greeting == MAYBE || reply == MAYBE;
    }

    private Run run(Direction direction) {
        return direction == Direction.REQUEST ? request : response;
    }
}
