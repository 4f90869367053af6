package dev.sonde.ui.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.ui.sql.StatementText.Kind;
import dev.sonde.ui.sql.StatementText.Piece;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class StatementTextTest {
    @Test
    void eachClauseHasALineAndItsWordsAreKept() {
        List<List<Piece>> lines =
                StatementText.lines("SELECT id, name FROM orders WHERE id = ? ORDER BY id DESC LIMIT ?");
        assertThat(lines.stream().map(StatementTextTest::text))
                .containsExactly(
                        "SELECT id, name ", "FROM   orders ", "WHERE  id = ? ", "ORDER BY id DESC ", "LIMIT  ?");
        assertThat(lines.get(2)).anyMatch(piece -> piece.kind() == Kind.PLACEHOLDER);
        assertThat(lines.getFirst().getFirst().kind()).isEqualTo(Kind.KEYWORD);
    }

    @Test
    void whatStandsInBracketsStaysOnItsLine() {
        List<List<Piece>> lines =
                StatementText.lines("SELECT a FROM b LEFT JOIN c ON c.x = b.x WHERE d IN (SELECT e FROM f)");
        assertThat(lines.stream().map(StatementTextTest::text))
                .containsExactly(
                        "SELECT a ", "FROM   b ", "LEFT JOIN c ", "ON     c.x = b.x ", "WHERE  d IN (SELECT e FROM f)");
    }

    @Test
    void theVerbIsTheFirstWordWhateverFollowsIt() {
        assertThat(StatementText.verb("SELECT id FROM a")).isEqualTo("SELECT");
        assertThat(StatementText.verb("BEGIN")).isEqualTo("BEGIN");
        assertThat(StatementText.verb("(SELECT ?)")).isEmpty();
        assertThat(StatementText.style("insert")).isEqualTo(StatementText.style("REPLACE"));
        assertThat(StatementText.style("SELECT")).isNotEqualTo(StatementText.style("UPDATE"));
    }

    private static String text(List<Piece> line) {
        return line.stream().map(Piece::text).collect(Collectors.joining());
    }
}
