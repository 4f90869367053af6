package dev.sonde.dissectors.sql;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The reserved words whose case is not kept: those of MySQL 8 and MariaDB that are common in statements. */
final class Keywords {
    private static final String WORDS = "ADD ALL ALTER ANALYZE AND AS ASC BEGIN BETWEEN BIGINT BINARY BLOB BOTH BY CALL"
            + " CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE COLUMN COMMIT CONSTRAINT CONVERT CREATE CROSS"
            + " CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DATABASES DEALLOCATE DECIMAL DEFAULT DELAYED DELETE"
            + " DESC DESCRIBE DISTINCT DISTINCTROW DIV DOUBLE DROP DUAL DUPLICATE ELSE ELSEIF ENCLOSED END ENGINE ESCAPED"
            + " EXCEPT EXECUTE EXISTS EXPLAIN FALSE FETCH FLOAT FOR FORCE FOREIGN FROM FULLTEXT GRANT GROUP HAVING"
            + " IF IGNORE IN INDEX INFILE INNER INSERT INT INTEGER INTERSECT INTERVAL INTO IS JOIN KEY KEYS KILL LEADING"
            + " LEFT LIKE LIMIT LINES LOAD LOCK LONGBLOB LONGTEXT MATCH MEDIUMBLOB MEDIUMINT MEDIUMTEXT MOD NATURAL NOT"
            + " NULL NUMERIC OFFSET ON OPTIMIZE OPTION OR ORDER OUTER OUTFILE OVER PARTITION PREPARE PRIMARY PROCEDURE"
            + " PURGE RANGE RECURSIVE REFERENCES REGEXP RELEASE RENAME REPLACE RESTRICT RETURNING REVOKE RIGHT RLIKE"
            + " ROLLBACK SAVEPOINT SCHEMA SELECT SESSION SET SHOW SMALLINT SQL_BUFFER_RESULT SQL_CALC_FOUND_ROWS SQL_NO_CACHE START STRAIGHT_JOIN"
            + " TABLE TABLES TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO TRAILING TRANSACTION TRIGGER TRUE TRUNCATE"
            + " UNION UNIQUE UNLOCK UNSIGNED UPDATE USE USING VALUES VARBINARY VARCHAR VARIABLES VIEW WHEN WHERE WHILE"
            + " WINDOW WITH XOR ZEROFILL";
    /** Functions of the server, which are the same in any case; as names of columns they keep it. */
    private static final String FUNCTION_WORDS =
            "ABS AVG CAST CEIL COALESCE CONCAT CONCAT_WS COUNT CURDATE CURRENT_USER"
                    + " CURTIME DATE DATE_ADD DATE_FORMAT DATE_SUB DATEDIFF DAY EXTRACT FIND_IN_SET FLOOR FROM_UNIXTIME"
                    + " GREATEST GROUP_CONCAT HOUR IFNULL JSON_EXTRACT JSON_OBJECT LAST_INSERT_ID LEAST LENGTH LOWER MAX MD5 MIN"
                    + " MINUTE MONTH NOW NULLIF POSITION POW RAND RANK ROUND ROW_NUMBER SECOND SLEEP STR_TO_DATE SUBSTR SUBSTRING"
                    + " SUM SYSDATE TRIM UNIX_TIMESTAMP UPPER UTC_TIMESTAMP UUID VERSION WEEK YEAR";

    private static final byte[] @Nullable [] TABLE = table(WORDS);
    private static final byte[] @Nullable [] FUNCTIONS = table(FUNCTION_WORDS);

    static final byte[] IN = of("IN");
    static final byte[] VALUES = of("VALUES");
    static final byte[] IS = of("IS");
    static final byte[] NOT = of("NOT");
    static final byte[] DEFAULT = of("DEFAULT");
    static final byte[] SET = of("SET");
    static final byte[] NULL = of("NULL");
    static final byte[] TRUE = of("TRUE");
    static final byte[] FALSE = of("FALSE");

    private Keywords() {}

    /** The one array of the keyword in upper case, or null when the word is none. */
    static byte @Nullable [] find(byte[] bytes, int from, int to) {
        return find(TABLE, bytes, from, to);
    }

    /** Writes the name of a function of the server in upper case; other names stay as they are. */
    static void upperFunction(byte[] bytes, int from, int to) {
        byte[] word = find(FUNCTIONS, bytes, from, to);
        if (word != null) {
            System.arraycopy(word, 0, bytes, from, word.length);
        }
    }

    private static byte @Nullable [] find(byte[] @Nullable [] table, byte[] bytes, int from, int to) {
        int slot = hash(bytes, from, to) & table.length - 1;
        for (byte[] word = table[slot]; word != null; word = table[slot]) {
            if (same(word, bytes, from, to)) {
                return word;
            }
            slot = slot + 1 & table.length - 1;
        }
        return null;
    }

    private static boolean same(byte[] word, byte[] bytes, int from, int to) {
        if (word.length != to - from) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (word[i] != upper(bytes[from + i])) {
                return false;
            }
        }
        return true;
    }

    private static byte[] of(String word) {
        byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
        byte[] known = find(bytes, 0, bytes.length);
        return known == null ? bytes : known;
    }

    private static byte[] @Nullable [] table(String words) {
        byte[] @Nullable [] table = new byte[1024][];
        for (String word : words.split(" ", -1)) {
            byte[] bytes = word.getBytes(StandardCharsets.US_ASCII);
            int slot = hash(bytes, 0, bytes.length) & table.length - 1;
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = bytes;
        }
        return table;
    }

    private static int hash(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + upper(bytes[i]);
        }
        return hash ^ hash >>> 10;
    }

    private static int upper(int c) {
        return c >= 'a' && c <= 'z' ? c - 32 : c;
    }
}
