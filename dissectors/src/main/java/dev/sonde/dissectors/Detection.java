package dev.sonde.dissectors;

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
    private final Run request = new Run(0);
    private final Run response = new Run(HEAD);
    private byte[] heads = NOTHING;
    private Direction last = Direction.REQUEST;
    private boolean responseFirst;
    private Verdict verdict = Verdict.UNDECIDED;
    private int requestRuns;
    private int runs;

    /** The beginning of what a direction sent last. */
    private static final class Run {
        final int start;
        boolean open;
        boolean refused;
        int length;
        long offset;
        long timeNanos;

        Run(int start) {
            this.start = start;
        }
    }

    Detection(Workspace workspace) {
        this.workspace = workspace;
    }

    Verdict verdict() {
        return verdict;
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
        int kept = Math.min(length, HEAD - run.length);
        System.arraycopy(bytes, from, heads, run.start + run.length, kept);
        run.length += kept;
        judge(run, direction, run.length == HEAD);
        return kept;
    }

    /** A hole in a direction ends its run. */
    Verdict gap(Direction direction, long timeNanos) {
        Run run = run(direction);
        if (run.open && !run.refused && run.length > 0) {
            judge(run, direction, true);
        }
        if (verdict == Verdict.UNDECIDED && !(direction == Direction.REQUEST && weak())) {
            run.open = false;
        }
        return verdict;
    }

    /** Feeds what was kept. */
    void replay(ProtocolDecoder decoder) {
        if (responseFirst) {
            feed(decoder, Direction.RESPONSE, response);
            feed(decoder, Direction.REQUEST, request);
        } else {
            feed(decoder, Direction.REQUEST, request);
            feed(decoder, Direction.RESPONSE, response);
        }
        release();
    }

    void release() {
        if (heads.length > 0) {
            workspace.release(heads);
            heads = NOTHING;
        }
    }

    private void feed(ProtocolDecoder decoder, Direction direction, Run run) {
        if (run.open && !run.refused && run.length > 0) {
            decoder.bytes(direction, run.offset, heads, run.start, run.length, run.timeNanos);
        }
    }

    private void begin(Run run, Direction direction, long offset, long timeNanos) {
        run.open = true;
        run.refused = false;
        run.length = 0;
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
        int from = run.start;
        int to = from + run.length;
        boolean maybe;
        if (direction == Direction.REQUEST) {
            maybe = judgeRequest(from, to);
        } else {
            maybe = judgeResponse(from, to);
        }
        if (verdict == Verdict.UNDECIDED && (!maybe || (last && !(direction == Direction.REQUEST && weak())))) {
            run.refused = true;
        }
    }

    private boolean weak() {
        return request.open
                && !request.refused
                && MysqlSyntax.command(heads, request.start, request.start + request.length) == Evidence.MAYBE;
    }

    private boolean judgeRequest(int from, int to) {
        Evidence tls = FirstBytes.tls(heads, from, to);
        Evidence http2 = FirstBytes.http2(heads, from, to);
        Evidence http = HttpSyntax.request(heads, from, to);
        Evidence compressed = MysqlSyntax.compressed(heads, from, to);
        Evidence command = MysqlSyntax.command(heads, from, to);
        if (tls == Evidence.YES) {
            verdict = Verdict.TLS;
        } else if (http2 == Evidence.YES) {
            verdict = Verdict.HTTP2;
        } else if (http == Evidence.YES) {
            verdict = Verdict.HTTP;
        } else if (compressed == Evidence.YES) {
            verdict = Verdict.MYSQL_COMPRESSED;
        } else if (command == Evidence.YES) {
            verdict = Verdict.MYSQL;
        }
        return tls == Evidence.MAYBE
                || http2 == Evidence.MAYBE
                || http == Evidence.MAYBE
                || compressed == Evidence.MAYBE
                || command == Evidence.MAYBE;
    }

    private boolean judgeResponse(int from, int to) {
        Evidence tls = FirstBytes.tls(heads, from, to);
        Evidence http = HttpSyntax.response(heads, from, to);
        Evidence greeting = MysqlSyntax.greeting(heads, from, to);
        Evidence reply = weak() ? MysqlSyntax.reply(heads, from, to) : Evidence.NO;
        if (tls == Evidence.YES) {
            verdict = Verdict.TLS;
        } else if (http == Evidence.YES) {
            verdict = Verdict.HTTP;
        } else if (greeting == Evidence.YES || reply == Evidence.YES) {
            verdict = Verdict.MYSQL;
        }
        return tls == Evidence.MAYBE || http == Evidence.MAYBE || greeting == Evidence.MAYBE || reply == Evidence.MAYBE;
    }

    private Run run(Direction direction) {
        return direction == Direction.REQUEST ? request : response;
    }
}
