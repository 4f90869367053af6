package dev.sonde.dissectors.sql;

/** Cuts a statement into tokens, in place. Comments and blanks are left out. */
final class SqlLexer {
    /** What a token is. */
    enum Kind {
        END,
        WORD,
        QUOTED,
        LITERAL,
        OPERATOR,
        COMMA,
        OPEN,
        CLOSE,
        DOT,
        SEMICOLON
    }

    private static final String[] OPERATORS = {
        "<=>", "->>", ">=", "<=", "<>", "!=", ":=", "||", "&&", "->", "<<", ">>", "::"
    };

    private static final byte[] NOTHING = new byte[0];

    private byte[] bytes = NOTHING;
    private int at;
    private int end;
    private SqlDialect dialect = SqlDialect.MYSQL;
    private SqlCharset charset = SqlCharset.PLAIN;
    private boolean afterName;
    private boolean afterDot;
    private int start;
    private int stop;
    private boolean open;
    private boolean executable;
    private boolean apart;

    void reset(byte[] sql, int from, int to, SqlDialect of, SqlCharset in) {
        bytes = sql;
        at = from;
        end = to;
        dialect = of;
        charset = in;
        afterName = false;
        afterDot = false;
        executable = false;
    }

    /** True for a name that begins with a digit and stands apart: right behind a dot it would be read as a number. */
    boolean numberLike() {
        return apart && digit(bytes[start]);
    }

    /** The word was a literal after all: no dot can follow it. */
    void notName() {
        afterName = false;
    }

    /** Forgets the statement. */
    void release() {
        bytes = NOTHING;
    }

    int start() {
        return start;
    }

    int stop() {
        return stop;
    }

    /** True when the token reaches the end of the input, so that it may go on behind it. */
    boolean reachesEnd() {
        return stop == end || open;
    }

    Kind next() {
        boolean blank = skipBlanks();
        start = at;
        apart = blank;
        open = false;
        if (at >= end) {
            stop = at;
            return Kind.END;
        }
        boolean qualifies = afterName && !blank;
        afterDot &= !blank;
        Kind kind = token(bytes[at] & 0xFF, qualifies);
        stop = at;
        afterDot = kind == Kind.DOT && qualifies;
        afterName = kind == Kind.WORD || kind == Kind.QUOTED;
        return kind;
    }

    private Kind token(int c, boolean qualifies) {
        return switch (c) {
            case '\'' -> string('\'');
            case '"' -> dialect.doubleQuotedStrings() ? string('"') : quoted('"');
            case '`' -> quoted('`');
            case '?' -> single(Kind.LITERAL);
            case ',' -> single(Kind.COMMA);
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case ';' -> single(Kind.SEMICOLON);
            case '.' -> !qualifies && digit(peek(1)) ? number() : single(Kind.DOT);
            default -> wordOrOperator(c);
        };
    }

    private Kind single(Kind kind) {
        at++;
        return kind;
    }

    private Kind wordOrOperator(int c) {
        if (digit(c)) {
            return afterDot ? word() : number();
        }
        if (c == '@' && (namedAt(1) || (peek(1) == '@' && namedAt(2)))) {
            at += peek(1) == '@' ? 2 : 1;
            return word();
        }
        if (nameByte(c)) {
            return prefixedOrWord(c);
        }
        for (String operator : OPERATORS) {
            if (matches(operator)) {
                at += operator.length();
                return Kind.OPERATOR;
            }
        }
        at++;
        return Kind.OPERATOR;
    }

    /** {@code N'…'}, {@code x'…'}, {@code b'…'}, {@code E'…'}, {@code _utf8mb4 '…'}, or a name. */
    private Kind prefixedOrWord(int c) {
        int letter = c | 0x20;
        if (peek(1) == '\'' && (letter == 'n' || letter == 'x' || letter == 'b' || letter == 'e')) {
            at++;
            return string('\'');
        }
        Kind kind = word();
        if (c == '_' && dialect.backslashEscapes()) {
            int after = at;
            while (after < end && blank(bytes[after])) {
                after++;
            }
            if (after < end && (bytes[after] == '\'' || (bytes[after] == '"' && dialect.doubleQuotedStrings()))) {
                at = after;
                return string(bytes[after]);
            }
        }
        return kind;
    }

    private Kind word() {
        while (at < end && nameByte(bytes[at] & 0xFF) && !ellipsis()) {
            at++;
        }
        return Kind.WORD;
    }

    private Kind number() {
        int from = at;
        if ((bytes[at] == '0' && (peek(1) | 0x20) == 'x' && hexDigit(peek(2)))
                || (bytes[at] == '0' && (peek(1) | 0x20) == 'b' && (peek(2) == '0' || peek(2) == '1'))) {
            at += 2;
            while (at < end && hexDigit(bytes[at])) {
                at++;
            }
            return endOfNumber(from);
        }
        digits();
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
            exponent();
            return Kind.LITERAL;
        }
        exponent();
        return endOfNumber(from);
    }

    /** MySQL's names may begin with digits: {@code 2fa_codes} is one. */
    private Kind endOfNumber(int from) {
        if (at < end && nameByte(bytes[at] & 0xFF) && !ellipsis()) {
            at = from;
            return word();
        }
        return Kind.LITERAL;
    }

    private void digits() {
        while (at < end && digit(bytes[at])) {
            at++;
        }
    }

    private void exponent() {
        if (at < end && (bytes[at] | 0x20) == 'e') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if (digit(peek(sign))) {
                at += sign;
                digits();
            }
        }
    }

    private Kind string(int quote) {
        at++;
        while (at < end) {
            int c = bytes[at++];
            if (c < 0) {
                skipSecond(c);
            } else if (c == '\\' && dialect.backslashEscapes()) {
                at = Math.min(at + 1, end);
            } else if (c == quote) {
                if (at < end && bytes[at] == quote) {
                    at++;
                } else {
                    return Kind.LITERAL;
                }
            }
        }
        open = true;
        return Kind.LITERAL;
    }

    /** The second byte of a character is neither a quote nor a backslash, though it may look like one. */
    private void skipSecond(int first) {
        if (charset.pair(first & 0xFF, peek(0))) {
            at++;
        }
    }

    private Kind quoted(int quote) {
        at++;
        while (at < end) {
            int c = bytes[at++];
            if (c < 0) {
                skipSecond(c);
            } else if (c == quote) {
                if (at < end && bytes[at] == quote) {
                    at++;
                } else {
                    return Kind.QUOTED;
                }
            }
        }
        open = true;
        return Kind.QUOTED;
    }

    /** True for a quoted name without its closing quote. */
    boolean unclosed() {
        return open;
    }

    private boolean skipBlanks() {
        int from = at;
        while (at < end) {
            int c = bytes[at];
            if (blank(c)) {
                at++;
            } else if (ellipsis()) {
                at += 3;
            } else if (c == '#' && dialect.hashComments()) {
                toLineEnd();
            } else if (c == '-' && peek(1) == '-' && (peek(2) < 0 || blank(peek(2)) || !dialect.hashComments())) {
                toLineEnd();
            } else if (c == '/' && peek(1) == '*') {
                comment();
            } else if (executable && c == '*' && peek(1) == '/') {
                executable = false;
                at += 2;
            } else {
                break;
            }
        }
        return at > from;
    }

    private void toLineEnd() {
        while (at < end && bytes[at] != '\n') {
            at++;
        }
    }

    /** A comment; of an executable one ({@code /*!50100 …}) only the marks are skipped. */
    private void comment() {
        boolean code = dialect.hashComments() && (peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!'));
        at += 2;
        if (code) {
            executable = true;
            at += bytes[at] == 'M' ? 2 : 1;
            digits();
            return;
        }
        while (at < end && !(bytes[at] == '*' && peek(1) == '/')) {
            at++;
        }
        at = Math.min(at + 2, end);
    }

    private boolean matches(String operator) {
        for (int i = 0; i < operator.length(); i++) {
            if (peek(i) != operator.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The byte that many further on, 0 to 255; -1 behind the end. */
    private int peek(int ahead) {
        return at + ahead < end ? bytes[at + ahead] & 0xFF : -1;
    }

    private boolean namedAt(int ahead) {
        return nameByte(peek(ahead)) && !(peek(ahead) == 0xE2 && peek(ahead + 1) == 0x80 && peek(ahead + 2) == 0xA6);
    }

    /** The mark of a statement that was cut, wherever it stands, is no part of the statement. */
    private boolean ellipsis() {
        return peek(0) == 0xE2 && peek(1) == 0x80 && peek(2) == 0xA6;
    }

    private static boolean blank(int c) {
        return (c >= 0 && c <= ' ') || c == 0x7F;
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean hexDigit(int c) {
        int lower = c | 0x20;
        return digit(c) || (c > 0 && lower >= 'a' && lower <= 'f');
    }

    /** Bytes of names, those of other scripts included. */
    private static boolean nameByte(int c) {
        int lower = c | 0x20;
        return c >= 0x80 || (lower >= 'a' && lower <= 'z' && c > 0) || digit(c) || c == '_' || c == '$';
    }
}
