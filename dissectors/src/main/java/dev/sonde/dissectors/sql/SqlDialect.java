package dev.sonde.dissectors.sql;

/** What differs between the lexers of databases. */
public enum SqlDialect {
    /** MySQL and MariaDB: double quotes are strings, backslashes escape, {@code #} begins a comment. */
    MYSQL("mysql", true, true, true),
    /** The same with {@code sql_mode=ANSI_QUOTES}: double quotes are identifiers. */
    MYSQL_ANSI_QUOTES("mysql", false, true, true),
    /** MySQL's with {@code sql_mode=NO_BACKSLASH_ESCAPES}: backslashes are ordinary. */
    MYSQL_NO_BACKSLASH_ESCAPES("mysql", true, true, false),
    /** MySQL's with both modes. */
    MYSQL_ANSI_QUOTES_NO_BACKSLASH_ESCAPES("mysql", false, true, false),
    /** PostgreSQL: double quotes are identifiers, backslashes are ordinary. */
    POSTGRESQL("postgresql", false, false, false);

    private final String system;
    private final boolean doubleQuotedStrings;
    private final boolean mysql;
    private final boolean backslashEscapes;

    SqlDialect(String system, boolean doubleQuotedStrings, boolean mysql, boolean backslashEscapes) {
        this.system = system;
        this.doubleQuotedStrings = doubleQuotedStrings;
        this.mysql = mysql;
        this.backslashEscapes = backslashEscapes;
    }

    /** MySQL's in a session with these modes. */
    public static SqlDialect mysql(boolean ansiQuotes, boolean backslashEscapes) {
        if (backslashEscapes) {
            return ansiQuotes ? MYSQL_ANSI_QUOTES : MYSQL;
        }
        return ansiQuotes ? MYSQL_ANSI_QUOTES_NO_BACKSLASH_ESCAPES : MYSQL_NO_BACKSLASH_ESCAPES;
    }

    /** The {@code db.system.name} of OpenTelemetry. */
    public String system() {
        return system;
    }

    boolean doubleQuotedStrings() {
        return doubleQuotedStrings;
    }

    boolean backslashEscapes() {
        return backslashEscapes;
    }

    boolean hashComments() {
        return mysql;
    }
}
