package dev.sonde.e2e.load;

import java.io.ByteArrayInputStream;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;

/** What the two JDBC drivers of MySQL and MariaDB send, in the forms that their options choose. */
public final class SqlForms {
    private static final String[] OPTIONS = {
        "",
        "useServerPrepStmts=true",
        "useServerPrepStmts=true&cachePrepStmts=true",
        "allowMultiQueries=true",
        "rewriteBatchedStatements=true&allowMultiQueries=true",
        "useServerPrepStmts=true&rewriteBatchedStatements=true",
        "useServerPrepStmts=true&useCursorFetch=true&defaultFetchSize=10",
        "useServerPrepStmts=true&useBulkStmts=true",
        "characterEncoding=latin1&sessionVariables=autocommit=1"
    };

    private SqlForms() {}

    /** Has a driver send all of its forms. */
    public static void run(String driver, int port) throws SQLException {
        for (String option : OPTIONS) {
            String url = "jdbc:" + driver + "://127.0.0.1:" + port
                    + "/shop?user=shop&password=shop&allowPublicKeyRetrieval=true&sslMode="
                    + (driver.equals("mysql") ? "DISABLED" : "disable") + (option.isEmpty() ? "" : "&" + option);
            try (Connection connection = DriverManager.getConnection(url)) {
                statements(connection, option.contains("allowMultiQueries"));
                batches(connection);
                rare(connection);
            }
        }
    }

    private static void statements(Connection connection, boolean several) throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement("SELECT id, name FROM item WHERE id < ? AND name <> ?")) {
            for (int i = 0; i < 4; i++) {
                prepared.setInt(1, i * 9);
                prepared.setString(2, "it's");
                read(prepared.executeQuery());
            }
        }
        quietly(() -> connection
                .prepareStatement("SELECT nothing FROM item WHERE id = ?")
                .executeQuery());
        try (Statement statement = connection.createStatement()) {
            quietly(() -> statement.executeQuery("SELECT nothing FROM item"));
            read(statement.executeQuery("SELECT COUNT(*) FROM item WHERE name LIKE 'item 1%'"));
            if (several) {
                all(statement, "SELECT 1; SELECT id FROM item WHERE id < 4; UPDATE item SET name = name; SELECT 2");
                quietly(() -> all(statement, "SELECT 3; SELECT nothing FROM item; SELECT 4"));
            }
            all(statement, "CALL two_results(5)");
        }
        try (CallableStatement call = connection.prepareCall("{CALL out_param(?, ?)}")) {
            call.setInt(1, 20);
            call.registerOutParameter(2, Types.INTEGER);
            call.execute();
            call.getInt(2);
        }
    }

    private static void batches(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sale (item, note) VALUES (?, ?)")) {
            for (int i = 0; i < 30; i++) {
                insert.setInt(1, i);
                insert.setString(2, "batch " + i);
                insert.addBatch();
            }
            insert.executeBatch();
            insert.setInt(1, 99);
            insert.setBinaryStream(2, new ByteArrayInputStream(new byte[9000]));
            insert.executeUpdate();
        }
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("UPDATE item SET name = name WHERE id = 1");
            statement.addBatch("UPDATE item SET name = name WHERE id < 9");
            statement.executeBatch();
            statement.executeUpdate("INSERT INTO serial (note) VALUES ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
        }
    }

    private static void rare(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (PreparedStatement rows = connection.prepareStatement("SELECT seq, ? FROM seq_1_to_95")) {
            rows.setFetchSize(10);
            rows.setString(1, "x");
            ResultSet result = rows.executeQuery();
            for (int i = 0; i < 25; i++) {
                result.next();
            }
            result.close();
        }
        connection.rollback();
        connection.setAutoCommit(true);
        connection.isValid(5);
        connection.setCatalog("mysql");
        connection.setCatalog("shop");
        if (connection.isWrapperFor(com.mysql.cj.jdbc.JdbcConnection.class)) {
            com.mysql.cj.jdbc.JdbcConnection own = connection.unwrap(com.mysql.cj.jdbc.JdbcConnection.class);
            own.resetServerState();
            own.changeUser("shop", "shop");
        }
        try (Statement statement = connection.createStatement()) {
            read(statement.executeQuery("SELECT name FROM shop.item WHERE id = 3"));
        }
    }

    private static void all(Statement statement, String sql) throws SQLException {
        boolean rows = statement.execute(sql);
        while (rows || statement.getUpdateCount() >= 0) {
            if (rows) {
                read(statement.getResultSet());
            }
            rows = statement.getMoreResults();
        }
    }

    private static void read(ResultSet rows) throws SQLException {
        while (rows.next()) {
            rows.getObject(1);
        }
        rows.close();
    }

    private interface Refused {
        void run() throws SQLException;
    }

    /** Does what the server refuses. */
    private static void quietly(Refused what) {
        try {
            what.run();
        } catch (SQLException expected) {
            // That is what was asked for.
        }
    }
}
