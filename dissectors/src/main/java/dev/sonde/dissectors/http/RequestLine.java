package dev.sonde.dissectors.http;

import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.OpenRequest;
import dev.sonde.dissectors.Text;
import org.jspecify.annotations.Nullable;

/**
 * Turns a request line into the endpoint {@code METHOD /path/{id}} and the detail, which is the line as it was sent
 * without the values of its query and of its path's parameters ({@code ;jsessionid=…}, RFC 3986, section 3.3).
 */
public final class RequestLine {
    static final int NONE = 0;
    static final int OTHER = 1;
    static final int HEAD = 2;
    static final int CONNECT = 3;
    private static final int LONGEST_PLAIN_KEY = 16;

    private final DissectorOptions options;
    private final LineMemo memo = new LineMemo();

    /** What the line that {@link #kind} was asked about last was read as before, or null. */
    private LineMemo.@Nullable Entry known;

    private int kind;

    /** Reads request lines, keeping of them what the options allow. */
    public RequestLine(DissectorOptions options) {
        this.options = options;
    }

    /** What kind of request a line is; {@link #NONE} when it is no request line. */
    int kind(byte[] line, int from, int to, boolean whole) {
        known = whole ? memo.find(line, from, to) : null;
        kind = known != null ? known.kind() : kindAnew(line, from, to, whole);
        return kind;
    }

    private static int kindAnew(byte[] line, int from, int to, boolean whole) {
        int methodEnd = HttpSyntax.methodEnd(line, from, to);
        if (methodEnd < 0 || (whole && HttpSyntax.targetEnd(line, from, to) <= methodEnd)) {
            return NONE;
        }
        int length = methodEnd - from;
        if (length == 4 && line[from] == 'H') {
            return HEAD;
        }
        return isConnect(line, from, methodEnd) ? CONNECT : OTHER;
    }

    /** The target of this method is a host and a port. */
    private static boolean isConnect(byte[] line, int from, int methodEnd) {
        return methodEnd - from == 7 && line[from] == 'C' && line[from + 2] == 'N';
    }

    /** Writes endpoint and detail of the line that {@link #kind} accepted last. */
    void read(byte[] line, int from, int to, boolean whole, OpenRequest into) {
        if (known != null) {
            known.write(into.endpoint, into.detail);
            return;
        }
        readAnew(line, from, to, into);
        if (whole) {
            memo.keep(line, from, to, kind, into.endpoint, into.detail);
        }
    }

    private void readAnew(byte[] line, int from, int to, OpenRequest into) {
        int methodEnd = HttpSyntax.methodEnd(line, from, to);
        int end = HttpSyntax.targetEnd(line, from, to);
        boolean cut = end < 0;
        if (cut) {
            int space = HttpSyntax.indexOf(line, methodEnd + 1, to, ' ');
            end = space < 0 ? to : space;
            cut = space < 0;
        }
        int start = pathStart(line, methodEnd + 1, end);
        int query = HttpSyntax.indexOf(line, start, end, '?');
        int fragment = HttpSyntax.indexOf(line, start, query < 0 ? end : query, '#');
        int pathEnd = fragment >= 0 ? fragment : query >= 0 ? query : end;
        Text endpoint = into.endpoint;
        endpoint.add(line, from, methodEnd + 1);
        if (isConnect(line, from, methodEnd)) {
            endpoint.addPrintable(line, start, pathEnd);
        } else {
            template(line, start, pathEnd, cut && query < 0, endpoint);
        }
        Text detail = into.detail;
        detail.add(line, from, methodEnd + 1);
        if (start == pathEnd) {
            detail.add('/');
        }
        path(line, start, pathEnd, detail);
        if (query >= 0 && fragment < 0) {
            query(line, query + 1, end, detail);
        }
        if (cut) {
            detail.cut();
        }
        if (detail.sameAs(endpoint)) {
            detail.clear();
        }
    }

    /** Where the path starts: behind scheme and authority of an absolute target. */
    private static int pathStart(byte[] line, int from, int end) {
        if (from >= end || line[from] == '/' || line[from] == '*') {
            return from;
        }
        for (int i = from; i + 2 < end && i <= from + HttpSyntax.LONGEST_SCHEME; i++) {
            if (line[i] == ':' && line[i + 1] == '/' && line[i + 2] == '/') {
                int i2 = i + 3;
                while (i2 < end && line[i2] != '/' && line[i2] != '?' && line[i2] != '#') {
                    i2++;
                }
                return i2;
            }
        }
        return from;
    }

    private void template(byte[] line, int from, int end, boolean cut, Text to) {
        if (from == end) {
            to.add('/');
        }
        int start = from;
        while (start < end) {
            int slash = HttpSyntax.indexOf(line, start, end, '/');
            int stop = slash < 0 ? end : slash;
            int parameters = HttpSyntax.indexOf(line, start, stop, ';');
            if (slash < 0 && cut && parameters < 0) {
                to.cut();
                return;
            }
            PathToken.template(line, start, parameters < 0 ? stop : parameters, to);
            if (slash >= 0) {
                to.add('/');
            }
            start = stop + 1;
        }
    }

    /** The path as it was sent, but for the values of parameters. */
    private void path(byte[] line, int from, int end, Text to) {
        int start = from;
        while (start < end) {
            int slash = HttpSyntax.indexOf(line, start, end, '/');
            int stop = slash < 0 ? end : slash;
            int parameters = HttpSyntax.indexOf(line, start, stop, ';');
            to.addPrintable(line, start, parameters < 0 ? stop : parameters);
            if (parameters >= 0) {
                to.add(';');
                values(line, parameters + 1, stop, ';', to);
            }
            if (slash >= 0) {
                to.add('/');
            }
            start = stop + 1;
        }
    }

    private void query(byte[] line, int from, int end, Text to) {
        to.add('?');
        values(line, from, end, '&', to);
    }

    private void values(byte[] line, int from, int end, char separator, Text to) {
        if (options.queryStrings()) {
            to.addPrintable(line, from, end);
            return;
        }
        int start = from;
        while (start < end) {
            int stop = HttpSyntax.indexOf(line, start, end, separator);
            stop = stop < 0 ? end : stop;
            int equals = HttpSyntax.indexOf(line, start, stop, '=');
            if (equals >= 0) {
                to.addPrintable(line, start, equals + 1);
            } else if (plain(line, start, stop)) {
                to.addPrintable(line, start, stop);
            } else {
                to.add('*');
            }
            if (stop < end) {
                to.add(separator);
            }
            start = stop + 1;
        }
    }

    /** A key without a value may itself be one: only a short word is kept. */
    private static boolean plain(byte[] line, int from, int to) {
        for (int i = from; i < to; i++) {
            int c = line[i] | 0x20;
            if (c < 'a' || c > 'z') {
                return false;
            }
        }
        return to - from <= LONGEST_PLAIN_KEY;
    }
}
