package dev.sonde.dissectors.sql;

import dev.sonde.dissectors.Text;
import dev.sonde.dissectors.sql.SqlLexer.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a statement what differs between its executions: literals become {@code ?}, lists of them and equal rows
 * of {@code IN} and {@code VALUES} become one, comments go, blanks and the case of reserved words become uniform. Names
 * stay as they were written. A fingerprint is its own fingerprint. What can't be told from a literal is taken for one.
 *
 * <p>Allocates nothing. Confined to one thread.
 */
@SuppressWarnings("ReferenceEquality") // keywords are interned by their table
public final class SqlFingerprint {
    private static final int DEPTH = 64;
    private static final byte[] NOT_EQUAL = {'<', '>'};
    private static final byte[] ELLIPSIS = {(byte) 0xE2, (byte) 0x80, (byte) 0xA6};

    private final SqlLexer lexer = new SqlLexer();
    private final boolean[] list = new boolean[DEPTH];
    private final int[] rowStart = new int[DEPTH];
    private final int[] rowEnd = new int[DEPTH];
    private final int[] openedAfterRow = new int[DEPTH];
    private final byte[] signs = new byte[8];
    private Text out = new Text(64);
    private int depth;
    private int signCount;
    private int wordStart;
    private Kind last = Kind.END;
    private byte @Nullable [] lastKeyword;
    private boolean comma;
    private boolean semicolon;
    private boolean afterRow;
    private boolean literalBeforeComma;

    /**
     * Writes the fingerprint of a statement.
     *
     * @param cut the statement goes on behind {@code to}, but was not captured: the fingerprint then ends with an
     *     ellipsis, and is the same wherever within a literal or a list the cut is
     */
    public void write(byte[] sql, int from, int to, boolean cut, SqlDialect dialect, Text into) {
        write(sql, from, to, cut, dialect, SqlCharset.PLAIN, into);
    }

    /** The same of a statement in another character set. */
    public void write(byte[] sql, int from, int to, boolean cut, SqlDialect dialect, SqlCharset charset, Text into) {
        int end = to;
        boolean marked = to - from >= 3 && Arrays.equals(sql, to - 3, to, ELLIPSIS, 0, 3);
        if (marked) {
            end -= 3;
        }
        begin(into);
        lexer.reset(sql, from, end, dialect, charset);
        boolean partial = cut && !marked;
        for (Kind kind = lexer.next(); kind != Kind.END; kind = lexer.next()) {
            boolean broken = partial && lexer.reachesEnd();
            if (broken && kind != Kind.LITERAL && kind != Kind.COMMA && kind != Kind.CLOSE && kind != Kind.OPEN) {
                break;
            }
            if (!token(kind, sql)) {
                lexer.release();
                return;
            }
        }
        lexer.release();
        flushSigns();
        if (cut || marked) {
            dropOpenRow();
            out.mark();
        }
    }

    /** The fingerprint of a statement as text, for what is not in a hurry. */
    public static String of(String sql, SqlDialect dialect) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        Text text = new Text(Math.max(64, bytes.length * 3 + 64));
        new SqlFingerprint().write(bytes, 0, bytes.length, false, dialect, text);
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }

    /** A number for a fingerprint that is the same on every machine: FNV-1a over the system and the text. */
    public static long id(SqlDialect dialect, byte[] fingerprint, int from, int to) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < dialect.system().length(); i++) {
            hash = (hash ^ dialect.system().charAt(i)) * 0x100000001B3L;
        }
        hash = hash * 0x100000001B3L;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (fingerprint[i] & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }

    /** The id as people read it: {@code Q-} and 16 hexadecimal digits. */
    public static String name(long id) {
        return String.format(Locale.ROOT, "Q-%016X", id);
    }

    private void begin(Text into) {
        into.clear();
        out = into;
        depth = 0;
        signCount = 0;
        last = Kind.END;
        lastKeyword = null;
        comma = false;
        semicolon = false;
        afterRow = false;
        literalBeforeComma = false;
        enter(0, false, -1);
    }

    private void enter(int at, boolean isList, int after) {
        if (at < DEPTH) {
            list[at] = isList;
            rowStart[at] = -1;
            rowEnd[at] = -1;
            openedAfterRow[at] = after;
        }
    }

    /** Returns false when the text is full. */
    private boolean token(Kind kind, byte[] sql) {
        return switch (kind) {
            case LITERAL -> literal();
            case WORD -> word(sql);
            case QUOTED -> flushSigns() && quoted(sql);
            case OPERATOR -> operator(sql);
            case COMMA -> flushSigns() && comma();
            case OPEN -> flushSigns() && open();
            case CLOSE -> flushSigns() && close();
            case SEMICOLON -> flushSigns() && semicolon();
            case DOT, END -> flushSigns() && put(kind, '.');
        };
    }

    private boolean comma() {
        if (comma) {
            return true;
        }
        literalBeforeComma = last == Kind.LITERAL && inList();
        comma = true;
        return true;
    }

    private boolean semicolon() {
        semicolon = last != Kind.END;
        return true;
    }

    private boolean literal() {
        signCount = 0;
        if (comma && literalBeforeComma) {
            comma = false;
            return true;
        }
        if (!comma && !semicolon && last == Kind.LITERAL) {
            return true;
        }
        if (!comma && !semicolon && last == Kind.WORD && lastKeyword == null) {
            // DATE '2024-01-31' and its like.
            Keywords.upperFunction(out.bytes(), wordStart, out.length());
        }
        return put(Kind.LITERAL, '?');
    }

    private boolean word(byte[] sql) {
        int from = lexer.start();
        int to = lexer.stop();
        byte[] keyword = last == Kind.DOT && !comma && !semicolon ? null : Keywords.find(sql, from, to);
        if (keyword == Keywords.TRUE || keyword == Keywords.FALSE || keyword == Keywords.NULL) {
            boolean kept = !comma
                    && (lastKeyword == Keywords.IS
                            || lastKeyword == Keywords.NOT
                            || lastKeyword == Keywords.DEFAULT
                            || lastKeyword == Keywords.SET);
            if (!kept) {
                lexer.notName();
                return literal();
            }
        }
        if (!flushSigns()) {
            return false;
        }
        if (keyword == null && last == Kind.LITERAL && !comma && !semicolon) {
            keyword = Keywords.findBehindLiteral(sql, from, to);
        }
        if (keyword == null) {
            return put(Kind.WORD, null, sql, from, to);
        }
        return put(Kind.WORD, keyword, keyword, 0, keyword.length);
    }

    private boolean quoted(byte[] sql) {
        int from = lexer.start();
        int to = lexer.stop();
        boolean closed = !lexer.unclosed();
        int inner = closed ? to - 1 : to;
        if (plain(sql, from + 1, inner)) {
            return put(Kind.WORD, null, sql, from + 1, inner);
        }
        if (!closed && out.room() < to - from + 3) {
            out.mark();
            return false;
        }
        boolean put = put(Kind.WORD, null, sql, from, to);
        return put && (closed || out.add(sql[from]));
    }

    /** A quoted name that means the same without quotes. */
    private static boolean plain(byte[] sql, int from, int to) {
        if (to <= from || !letter(sql[from])) {
            return false;
        }
        for (int i = from; i < to; i++) {
            int c = sql[i];
            if (!letter(c) && c != '_' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return Keywords.find(sql, from, to) == null;
    }

    private boolean operator(byte[] sql) {
        int length = lexer.stop() - lexer.start();
        int c = sql[lexer.start()];
        boolean operand = !comma
                && !semicolon
                && signCount == 0
                && (last == Kind.LITERAL || last == Kind.CLOSE || (last == Kind.WORD && lastKeyword == null));
        if (length == 1 && (c == '-' || c == '+') && !operand) {
            if (signCount < signs.length) {
                signs[signCount++] = (byte) c;
            }
            return true;
        }
        if (length == 2 && c == '!' && sql[lexer.start() + 1] == '=') {
            return flushSigns() && put(Kind.OPERATOR, null, NOT_EQUAL, 0, 2);
        }
        return flushSigns() && put(Kind.OPERATOR, null, sql, lexer.start(), lexer.stop());
    }

    /** Signs that were no part of a number. */
    private boolean flushSigns() {
        int count = signCount;
        signCount = 0;
        for (int i = 0; i < count; i++) {
            if (!put(Kind.OPERATOR, signs[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean open() {
        if (last == Kind.WORD && lastKeyword == null && !comma && !semicolon) {
            Keywords.upperFunction(out.bytes(), wordStart, out.length());
        }
        boolean row = comma && afterRow;
        boolean inner = inList() && (last == Kind.OPEN || row);
        boolean isList =
                (lastKeyword == Keywords.IN && !comma) || (lastKeyword == Keywords.VALUES && !comma) || row || inner;
        int after = row ? out.length() : -1;
        if (!put(Kind.OPEN, '(')) {
            return false;
        }
        int start = out.length() - 1;
        if (depth < DEPTH) {
            if (!row) {
                rowEnd[depth] = -1;
            }
            openedAfterRow[depth] = after;
        }
        depth++;
        enter(depth, isList, -1);
        if (depth < DEPTH) {
            rowStart[depth] = start;
        }
        return true;
    }

    private boolean close() {
        boolean wasList = inList();
        int start = depth < DEPTH ? rowStart[depth] : -1;
        if (!put(Kind.CLOSE, ')')) {
            return false;
        }
        if (depth > 0) {
            depth--;
        }
        if (!wasList || depth >= DEPTH || start < 0) {
            return true;
        }
        int before = openedAfterRow[depth];
        int length = out.length() - start;
        if (before >= length
                && rowEnd[depth] == before
                && Arrays.equals(out.bytes(), before - length, before, out.bytes(), start, out.length())) {
            out.truncate(before);
        }
        rowEnd[depth] = out.length();
        openedAfterRow[depth] = -1;
        afterRow = true;
        return true;
    }

    private boolean inList() {
        return depth > 0 && depth < DEPTH && list[depth];
    }

    /** A row that was cut says less than the whole rows before it. */
    private void dropOpenRow() {
        for (int i = 0; i < depth && i < DEPTH; i++) {
            if (openedAfterRow[i] >= 0) {
                out.truncate(openedAfterRow[i]);
                return;
            }
        }
    }

    private boolean put(Kind kind, int c) {
        return room(1) && separate(kind) && done(kind, null, out.add(c));
    }

    private boolean put(Kind kind, byte @Nullable [] keyword, byte[] bytes, int from, int to) {
        if (!room(to - from) || !separate(kind)) {
            return false;
        }
        wordStart = out.length();
        out.add(bytes, from, to);
        return done(kind, keyword, true);
    }

    private boolean room(int length) {
        if (out.room() < length + 4) {
            dropOpenRow();
            out.mark();
            return false;
        }
        return true;
    }

    private boolean done(Kind kind, byte @Nullable [] keyword, boolean put) {
        last = kind;
        lastKeyword = keyword;
        afterRow = false;
        literalBeforeComma = false;
        return put;
    }

    /** Writes what stands between the last token and the one that comes. */
    private boolean separate(Kind kind) {
        boolean first = last == Kind.END;
        if (comma) {
            out.add(',');
            comma = false;
            last = Kind.COMMA;
        }
        if (semicolon) {
            out.add(';');
            semicolon = false;
            last = Kind.SEMICOLON;
        }
        boolean tight = (first && last == Kind.END)
                || kind == Kind.CLOSE
                || kind == Kind.COMMA
                || kind == Kind.DOT
                || last == Kind.OPEN
                || (last == Kind.DOT && !(kind == Kind.WORD && lexer.numberLike()))
                || (kind == Kind.OPEN && last == Kind.WORD && lastKeyword == null);
        return tight || out.add(' ');
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
}
