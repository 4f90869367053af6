package dev.sonde.dissectors.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.dissectors.Text;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlFingerprintTest {
    @Test
    void takesLiteralsCommentsAndListsOut() {
        assertThat(of("select * from t where id = -5 and name='it''s \\' x' -- c"))
                .isEqualTo("SELECT * FROM t WHERE id = ? AND name = ?");
        assertThat(of("INSERT INTO `t` (a,b) VALUES (1,'x'),(2,'y'),(NULL, 3)"))
                .isEqualTo("INSERT INTO t(a, b) VALUES (?)");
        assertThat(of("select a from `order` where x in (1, 2,3) and z in ((1,2),(3,4))"))
                .isEqualTo("SELECT a FROM `order` WHERE x IN (?) AND z IN ((?))");
        assertThat(of("/*! SET x=1 */ # foo\n select .5, 0xFF, x'ab', _utf8mb4 'z', 2fa, t.1, 5 - 3"))
                .isEqualTo("SET x = ? SELECT ?, ?, ?, ?, 2fa, t.1, ? - ?");
        assertThat(of("update t set a=NULL where b is not null;")).isEqualTo("UPDATE t SET a = ? WHERE b IS NOT NULL");
    }

    /** Pairs that the digests of MariaDB's performance schema do not tell apart either. */
    @Test
    void groupsWhatTheServersOwnDigestsGroup() {
        assertThat(of("select count( * ), Max(id) from t where id != 1"))
                .isEqualTo(of("SELECT COUNT(*), MAX(id) FROM t WHERE id <> 2"))
                .isEqualTo("SELECT COUNT(*), MAX(id) FROM t WHERE id <> ?");
        assertThat(of("select sql_no_cache concat(a, 'x') from t"))
                .isEqualTo(of("SELECT SQL_NO_CACHE CONCAT(a, 'y') FROM t"));
        assertThat(of("select date '2024-01-31' - interval 1 day, sum(n) over (rows 3 preceding) from t"))
                .isEqualTo(of("SELECT DATE '2024-02-01' - INTERVAL 2 DAY, SUM(n) OVER (ROWS 4 PRECEDING) FROM t"));
        assertThat(of("select day, date from t where date = 1")).isEqualTo("SELECT day, date FROM t WHERE date = ?");
        assertThat(of("select count from t where count = 1")).isEqualTo("SELECT count FROM t WHERE count = ?");
    }

    @Test
    void isTheSameWhereverALiteralOrAListIsCut() {
        assertThat(cut("SELECT * FROM t WHERE a = 'ab")).isEqualTo("SELECT * FROM t WHERE a = ?…");
        assertThat(cut("INSERT INTO t VALUES (1, 2), (3, 4), (5")).isEqualTo("INSERT INTO t VALUES (?)…");
        assertThat(cut("INSERT INTO t VALUES (1, 2), (3, 'x")).isEqualTo("INSERT INTO t VALUES (?)…");
    }

    @Test
    void namesAFingerprintTheSameEverywhere() {
        byte[] text = "SELECT ?".getBytes(StandardCharsets.UTF_8);
        long id = SqlFingerprint.id(SqlDialect.MYSQL, text, 0, text.length);
        assertThat(SqlFingerprint.name(id)).matches("Q-[0-9A-F]{16}");
        assertThat(id).isNotEqualTo(SqlFingerprint.id(SqlDialect.POSTGRESQL, text, 0, text.length));
    }

    @Test
    void isItsOwnFingerprint() {
        String[] parts = {
            "SELECT", " ", "'", "\"", "`", "a", "1", "-", "+", ",", "(", ")", "IN", "VALUES", "NULL", "IS", "?", ".",
            ";", "/*", "*/", "/*!", "--", "#", "\n", "\\", "@", "_utf8", "x", "é", "0x", "e", "…", "NOT", "TRUE", "*"
        };
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder sql = new StringBuilder();
            for (int k = random.nextInt(14); k >= 0; k--) {
                sql.append(parts[random.nextInt(parts.length)]).append(random.nextInt(3) == 0 ? " " : "");
            }
            String once = of(sql.toString());
            assertThat(of(once)).as(sql.toString()).isEqualTo(once);
        }
    }

    private static String of(String sql) {
        return SqlFingerprint.of(sql, SqlDialect.MYSQL);
    }

    private static String cut(String sql) {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        Text text = new Text(1000);
        new SqlFingerprint().write(bytes, 0, bytes.length, true, SqlDialect.MYSQL, text);
        return new String(text.bytes(), 0, text.length(), StandardCharsets.UTF_8);
    }
}
