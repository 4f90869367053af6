package dev.sonde.e2e.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MariaDB's log of slow statements where every statement is one: it has what the general log lacks, the rows. */
public final class StatementLog {
    private static final Pattern ENTRY = Pattern.compile("(?m)^# User@Host: ");
    private static final Pattern ROWS = Pattern.compile("Rows_(sent|affected): (\\d+)");

    private final Path file;

    /** Reads a log that a server was told to write by {@link #options}. */
    public StatementLog(Path file) {
        this.file = file;
    }

    /**
     * A statement that was answered.
     *
     * @param text without the semicolon at its end
     * @param rows sent and affected
     */
    public record Statement(String text, long rows) {}

    /** Tells a server to write it. */
    public String[] options() {
        return new String[] {"--slow-query-log=1", "--long-query-time=0", "--slow-query-log-file=" + file};
    }

    /** How long it is now. */
    public long bytes() throws IOException {
        return Files.size(file);
    }

    /** What it says from an earlier {@link #bytes()} to a later. */
    public List<Statement> between(long from, long to) throws IOException {
        String text = new String(Files.readAllBytes(file), (int) from, (int) (to - from), StandardCharsets.UTF_8);
        List<Statement> statements = new ArrayList<>();
        for (String entry : ENTRY.splitAsStream(text).toList()) {
            long rows = 0;
            StringBuilder statement = new StringBuilder();
            for (String line : entry.lines().skip(1).toList()) {
                Matcher matcher = ROWS.matcher(line);
                boolean comment = line.startsWith("# ");
                while (comment && matcher.find()) {
                    rows += Long.parseLong(matcher.group(2));
                }
                if (!comment && !line.matches("(SET timestamp=\\d+|use \\w+);")) {
                    statement.append(line).append('\n');
                }
            }
            statements.add(new Statement(statement.toString().strip(), rows));
        }
        return statements;
    }
}
