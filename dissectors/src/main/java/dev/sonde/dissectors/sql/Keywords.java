package dev.sonde.dissectors.sql;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The reserved words whose case is not kept: those of MySQL 8 and MariaDB that are common in statements. */
final class Keywords {
    private static final String WORDS = "ADD AGAINST ALL ALTER ANALYZE AND AS ASC AUTO_INCREMENT BEGIN BETWEEN BIGINT"
            + " BINARY BLOB BOTH BY CALL CASCADE CASE CHANGE CHAR CHARACTER CHECK COLLATE COLUMN COMMIT"
            + " CONSTRAINT CONVERT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DATABASES"
            + " DAY_HOUR DAY_MINUTE DAY_SECOND DEALLOCATE DECIMAL DEFAULT DELAYED DELETE DESC DESCRIBE DISTINCT"
            + " DISTINCTROW DIV DOUBLE DROP DUAL DUPLICATE ELSE ELSEIF ENCLOSED END ENGINE ESCAPED EXCEPT EXECUTE"
            + " EXISTS EXPLAIN FALSE FETCH FLOAT FOR FORCE FOREIGN FROM FULLTEXT GRANT GROUP HAVING HIGH_PRIORITY"
            + " HOUR_MINUTE HOUR_SECOND IDENTIFIED IF IGNORE IN INDEX INFILE INNER INSERT INT INTEGER INTERSECT"
            + " INTERVAL INTO IS JOIN KEY KEYS KILL LATERAL LEADING LEFT LIKE LIMIT LINES LOAD LOCALTIME"
            + " LOCALTIMESTAMP LOCK LONGBLOB LONGTEXT LOW_PRIORITY MATCH MAXVALUE MEDIUMBLOB MEDIUMINT MEDIUMTEXT"
            + " MINUTE_SECOND MOD NATURAL NOT NULL NUMERIC OF OFFSET ON OPTIMIZE OPTION OPTIONALLY OR ORDER OUT"
            + " OUTER OUTFILE OVER PARTITION PRECEDING PREPARE PRIMARY PROCEDURE PURGE RANGE READ RECURSIVE"
            + " REFERENCES REGEXP RELEASE RENAME REPEATABLE REPLACE REQUIRE RESTRICT RETURN RETURNING REVOKE"
            + " RIGHT RLIKE ROLLBACK ROWS SAVEPOINT SCHEMA SELECT SEPARATOR SERIALIZABLE SESSION SET SHOW"
            + " SMALLINT SQL_BUFFER_RESULT SQL_CALC_FOUND_ROWS SQL_NO_CACHE START STARTING STRAIGHT_JOIN TABLE"
            + " TABLES TERMINATED THEN TINYBLOB TINYINT TINYTEXT TO TRAILING TRANSACTION TRIGGER TRUE TRUNCATE"
            + " UNBOUNDED UNCOMMITTED UNION UNIQUE UNLOCK UNSIGNED UPDATE USE USING VALUES VARBINARY VARCHAR"
            + " VARIABLES VIEW WHEN WHERE WHILE WINDOW WITH WRITE XA XOR YEAR_MONTH ZEROFILL";
    /** Functions of the server, which are the same in any case; as names of columns they keep it. */
    private static final String FUNCTION_WORDS =
            "ABS AVG CAST CEIL COALESCE CONCAT CONCAT_WS COUNT CURDATE CURRENT_USER CURTIME DATE"
                    + " DATEDIFF DATE_ADD DATE_FORMAT DATE_SUB DAY DENSE_RANK EXTRACT FIND_IN_SET FIRST_VALUE"
                    + " FLOOR FROM_UNIXTIME GREATEST GROUP_CONCAT HOUR IFNULL JSON_ARRAY JSON_CONTAINS"
                    + " JSON_EXTRACT JSON_OBJECT JSON_UNQUOTE JSON_VALUE LAG LASTVAL LAST_INSERT_ID LAST_VALUE"
                    + " LEAD LEAST LENGTH LOWER MAX MD5 MIN MINUTE MONTH NEXTVAL NOW NTILE NULLIF POSITION POW"
                    + " RAND RANK ROUND ROW_NUMBER SECOND SLEEP STR_TO_DATE SUBSTR SUBSTRING SUM SYSDATE TIME"
                    + " TIMESTAMP TRIM UNIX_TIMESTAMP UPPER UTC_TIMESTAMP UUID VERSION WEEK YEAR";

    private static final byte[] @Nullable [] TABLE = table(WORDS);
    private static final byte[] @Nullable [] FUNCTIONS = table(FUNCTION_WORDS);
    private static final byte[] @Nullable [] BEHIND_LITERALS =
            table("MICROSECOND SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR ESCAPE FOLLOWING");

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

    /** The same for what is a keyword right behind a literal only, as the unit of an interval. */
    static byte @Nullable [] findBehindLiteral(byte[] bytes, int from, int to) {
        return find(BEHIND_LITERALS, bytes, from, to);
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
