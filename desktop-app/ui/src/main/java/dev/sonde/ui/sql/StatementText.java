package dev.sonde.ui.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lays a statement out in lines, a clause on each, and tells keywords from the rest. No display needed. */
final class StatementText {
    private static final int INDENT = 7;
    private static final Set<String> CLAUSES = Set.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT",
            "VALUES", "SET", "UNION", "LEFT", "RIGHT", "INNER", "CROSS", "JOIN", "ON");
    private static final Set<String> SECOND = Set.of("BY", "INTO", "JOIN", "OUTER");
    private static final Set<String> OTHERS = Set.of(
            "INTO",
            "BY",
            "AS",
            "AND",
            "OR",
            "NOT",
            "IN",
            "IS",
            "NULL",
            "LIKE",
            "BETWEEN",
            "DISTINCT",
            "ALL",
            "EXISTS",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "ASC",
            "DESC",
            "OUTER",
            "USING",
            "OFFSET",
            "CREATE",
            "DROP",
            "ALTER",
            "TABLE",
            "INDEX",
            "BEGIN",
            "COMMIT",
            "ROLLBACK",
            "START",
            "TRANSACTION",
            "FOR",
            "SHOW",
            "USE",
            "COUNT",
            "SUM",
            "MIN",
            "MAX",
            "AVG",
            "DUPLICATE",
            "KEY",
            "UNIQUE",
            "IGNORE",
            "INTERVAL",
            "WITH");

    private StatementText() {}

    /** What a piece is. */
    enum Kind {
        /** Names, operators and the like. */
        PLAIN,
        /** A keyword. */
        KEYWORD,
        /** Where a literal was. */
        PLACEHOLDER
    }

    /** A piece of a line. */
    record Piece(String text, Kind kind) {}

    /** Its first word, which says what it does. */
    static String verb(String statement) {
        int end = 0;
        while (end < statement.length() && Character.isLetter(statement.charAt(end))) {
            end++;
        }
        return statement.substring(0, end);
    }

    /** The style class of a verb. */
    static String style(String verb) {
        return switch (verb.toUpperCase(Locale.ROOT)) {
            case "SELECT", "WITH", "SHOW" -> "sd-sql-reads";
            case "INSERT", "REPLACE", "LOAD", "DELETE", "TRUNCATE" -> "sd-sql-writes";
            case "UPDATE" -> "sd-sql-changes";
            default -> "sd-sql-other";
        };
    }

    /** The lines of a statement. */
    static List<List<Piece>> lines(String statement) {
        List<List<Piece>> lines = new ArrayList<>();
        List<Piece> line = new ArrayList<>();
        int depth = 0;
        String last = "";
        boolean padded = false;
        List<String> words = words(statement);
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (padded && word.isBlank()) {
                continue;
            }
            String upper = word.toUpperCase(Locale.ROOT);
            boolean clause = CLAUSES.contains(upper) && depth == 0 && !continues(last, upper);
            if (clause && !line.isEmpty()) {
                lines.add(line);
                line = new ArrayList<>();
            }
            if (clause) {
                int blanks = goesOn(words, at) ? 1 : Math.max(1, INDENT - word.length());
                line.add(new Piece(word + " ".repeat(blanks), Kind.KEYWORD));
            } else {
                line.add(new Piece(word, kind(word, upper)));
            }
            padded = clause;
            depth = Math.max(0, depth + (word.equals("(") ? 1 : word.equals(")") ? -1 : 0));
            last = word.isBlank() ? last : upper;
        }
        lines.add(line);
        return lines;
    }

    /** Whether the word after this one and a blank belongs to the same clause. */
    private static boolean goesOn(List<String> words, int at) {
        return at + 2 < words.size() && SECOND.contains(words.get(at + 2).toUpperCase(Locale.ROOT));
    }

    /** A clause of two words stays on its line. */
    private static boolean continues(String last, String word) {
        boolean join = word.equals("JOIN")
                && Set.of("LEFT", "RIGHT", "INNER", "CROSS", "OUTER").contains(last);
        return join || (word.equals("UPDATE") && (last.equals("FOR") || last.equals("KEY")));
    }

    private static Kind kind(String word, String upper) {
        if (word.equals("?")) {
            return Kind.PLACEHOLDER;
        }
        return OTHERS.contains(upper) || CLAUSES.contains(upper) ? Kind.KEYWORD : Kind.PLAIN;
    }

    /** Words, blanks and signs: all of the text. */
    private static List<String> words(String statement) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < statement.length()) {
            int from = at;
            char first = statement.charAt(at++);
            if (isWord(first)) {
                while (at < statement.length() && isWord(statement.charAt(at))) {
                    at++;
                }
            } else if (first == '`') {
                while (at < statement.length() && statement.charAt(at++) != '`') {
                    // A quoted name is one word.
                }
            }
            String word = statement.substring(from, at);
            words.add(word);
        }
        return words;
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }
}
