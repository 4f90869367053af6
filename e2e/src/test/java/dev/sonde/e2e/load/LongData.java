package dev.sonde.e2e.load;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Values that MySQL's Java client sends ahead of their statement, without waiting for an answer: there is none. */
public final class LongData {
    private static final int SHORTEST_BYTES = 20_000;
    private static final int LONGEST_BYTES = 80_000;

    private LongData() {}

    /** As often as this: a new row, an update of it with a long value, a statement that fails, and one that deletes the row. */
    public static void run(int port, int rounds) throws SQLException {
        String url = "jdbc:mysql://127.0.0.1:" + port
                + "/shop?user=shop&password=shop&sslMode=DISABLED&allowPublicKeyRetrieval=true"
                + "&useServerPrepStmts=true&cachePrepStmts=true";
        Random random = new Random(6);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS film (id INT PRIMARY KEY, picture LONGBLOB)");
            for (int round = 0; round < rounds; round++) {
                update(connection, statement, round, new byte[random.nextInt(SHORTEST_BYTES, LONGEST_BYTES)]);
            }
        }
    }

    private static void update(Connection connection, Statement statement, int id, byte[] picture) throws SQLException {
        statement.executeUpdate("INSERT INTO film (id) VALUES (" + id + ")");
        try (PreparedStatement update = connection.prepareStatement("UPDATE film SET picture = ? WHERE id = ?")) {
            update.setBinaryStream(1, new ByteArrayInputStream(picture));
            update.setInt(2, id);
            update.executeUpdate();
        }
        try {
            statement.executeQuery("SELECT picture FROM nowhere");
            throw new IllegalStateException("There is a table named nowhere");
        } catch (SQLException expected) {
            statement.executeUpdate("DELETE FROM film WHERE id = " + id);
        }
    }
}
