package dev.sonde.shop.orders;

import dev.sonde.shop.net.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import org.mariadb.jdbc.MariaDbPoolDataSource;

/** The shop's tables, through a small pool: a statement that became slow makes the others wait. */
final class Ledger {
    /**
     * Without the driver's cache of statements: with it the pool forgets what a connection has prepared when it is given back, and closes
     * none of it, so that the server's memory grows by 15 KiB a request.
     */
    private static final String SETTINGS = "?user=shop&useServerPrepStmts=true&cachePrepStmts=false"
            + "&maxPoolSize=5&minPoolSize=5&connectTimeout=250&poolValidMinDelay=600000";

    private final MariaDbPoolDataSource pool;

    /** No connection became free in time. */
    static final class BusyException extends SQLException {
        private static final long serialVersionUID = 1L;

        BusyException(SQLException cause) {
            super(cause);
        }
    }

    Ledger(Address database) throws SQLException {
        pool = new MariaDbPoolDataSource("jdbc:mariadb://" + database + "/shop" + SETTINGS);
    }

    void migrate() throws SQLException {
        try (Connection connection = borrow();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX IF EXISTS by_customer ON orders");
        }
    }

    private Connection borrow() throws BusyException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw new BusyException(e);
        }
    }

    Answer products() throws SQLException {
        try (Connection connection = borrow();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, name, price_cents FROM products ORDER BY name LIMIT 20");
                ResultSet rows = statement.executeQuery()) {
            StringJoiner list = new StringJoiner(",", "[", "]");
            while (rows.next()) {
                list.add("{\"id\":%d,\"name\":\"%s\",\"price_cents\":%d}"
                        .formatted(rows.getInt(1), rows.getString(2), rows.getInt(3)));
            }
            return new Answer(200, list.toString());
        }
    }

    Answer product(int id) throws SQLException {
        try (Connection connection = borrow();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT name, price_cents FROM products WHERE id = ?")) {
            statement.setInt(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next()
                        ? new Answer(
                                200,
                                "{\"name\":\"%s\",\"price_cents\":%d}".formatted(rows.getString(1), rows.getInt(2)))
                        : Answer.error(404, "no such product");
            }
        }
    }

    Answer ordersOf(int customer) throws SQLException {
        try (Connection connection = borrow();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, product_id FROM orders WHERE customer_id = ? ORDER BY id DESC LIMIT 10")) {
            statement.setInt(1, customer);
            try (ResultSet rows = statement.executeQuery()) {
                StringJoiner list = new StringJoiner(",", "[", "]");
                while (rows.next()) {
                    list.add("{\"order\":%d,\"product\":%d}".formatted(rows.getLong(1), rows.getInt(2)));
                }
                return new Answer(200, list.toString());
            }
        }
    }

    Answer order(int product) throws SQLException {
        try (Connection connection = borrow();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO orders (customer_id, product_id) VALUES (?, ?)")) {
            statement.setInt(1, product * 31);
            statement.setInt(2, product);
            statement.executeUpdate();
            return new Answer(201, "{\"product\":" + product + "}");
        }
    }
}
