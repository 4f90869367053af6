package dev.sonde.dissectors.sql;

/** What differs between the lexers of databases. */
public enum SqlDialect {
    /** MySQL and MariaDB: double quotes are strings, backslashes escape, {@code #} begins a comment. */
    MYSQL("mysql", true, true),
    /** The same with {@code sql_mode=ANSI_QUOTES}: double quotes are identifiers. */
    MYSQL_ANSI_QUOTES("mysql", false, true),
    /** PostgreSQL: double quotes are identifiers, backslashes are ordinary. */
    POSTGRESQL("postgresql", false, false);

    private final String system;
    private final boolean doubleQuotedStrings;
    private final boolean mysql;

    SqlDialect(String system, boolean doubleQuotedStrings, boolean mysql) {
        this.system = system;
        this.doubleQuotedStrings = doubleQuotedStrings;
        this.mysql = mysql;
    }

    /** The {@code db.system.name} of OpenTelemetry. */
    public String system() {
        return system;
    }

    boolean doubleQuotedStrings() {
        return doubleQuotedStrings;
    }

    boolean backslashEscapes() {
        return mysql;
    }

    boolean hashComments() {
        return mysql;
    }
}
