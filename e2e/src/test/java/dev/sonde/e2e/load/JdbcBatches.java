package dev.sonde.e2e.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Batches as MariaDB's Java client sends them: all statements, and then all answers are read. */
public final class JdbcBatches {
    private static final String[] OPTIONS = {"useBulkStmts=false", "useServerPrepStmts=true&useBulkStmts=false"};
    private static final int[] SIZES = {10, 300, 1000, 3000};

    private JdbcBatches() {}

    /** Sends batches of 10 to 3,000 statements of up to 300 bytes, prepared by the client and by the server. */
    public static void run(int port) throws SQLException {
        for (String option : OPTIONS) {
            String url = "jdbc:mariadb://127.0.0.1:" + port + "/shop?user=shop&password=shop&sslMode=disable&" + option;
            try (Connection connection = DriverManager.getConnection(url)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE IF NOT EXISTS batch (x INT, note VARCHAR(300)) ENGINE=MEMORY");
                }
                for (int size : SIZES) {
                    insert(connection, size);
                    update(connection, size / 3);
                }
            }
        }
    }

    private static void insert(Connection connection, int size) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO batch (x, note) VALUES (?, ?)")) {
            for (int i = 0; i < size; i++) {
                insert.setInt(1, i);
                insert.setString(2, "n".repeat(i % 300));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void update(Connection connection, int size) throws SQLException {
        try (Statement update = connection.createStatement()) {
            for (int i = 0; i < size; i++) {
                update.addBatch("UPDATE batch SET x = x WHERE x = -1 AND note = '" + "y".repeat(i % 80) + "'");
            }
            update.executeBatch();
        }
    }
}
