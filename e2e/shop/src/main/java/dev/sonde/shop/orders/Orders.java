package dev.sonde.shop.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sonde.shop.net.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service of products and orders: {@code Orders [HOST:]PORT STOCK DATABASE [--migrate]}. The migration of its second version forgets
 * the index that reading a customer's orders needs.
 */
public final class Orders {
    private static final Pattern PRODUCT = Pattern.compile("/products/(\\d+)");
    private static final Pattern PRODUCT_ORDERS = Pattern.compile("/products/(\\d+)/orders");
    private static final Pattern CUSTOMER_ORDERS = Pattern.compile("/customers/(\\d+)/orders");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Ledger ledger;
    private final Address stock;

    private Orders(Ledger ledger, Address stock) {
        this.ledger = ledger;
        this.stock = stock;
    }

    /** Serves until the process ends. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Orders orders = new Orders(new Ledger(Address.of(arguments[2])), Address.of(arguments[1]));
        if (List.of(arguments).contains("--migrate")) {
            orders.ledger.migrate();
        }
        HttpServer server = HttpServer.create(Address.of(arguments[0]).socket(), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", orders::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath()).send(exchange);
    }

    private Answer answer(String method, String path) {
        try {
            return method.equals("POST") ? order(path) : read(path);
        } catch (Ledger.BusyException e) {
            return Answer.error(503, "the database is busy");
        } catch (SQLException | IOException e) {
            return Answer.error(500, "something broke");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.error(503, "closing");
        }
    }

    private Answer read(String path) throws SQLException {
        if (path.equals("/products")) {
            return ledger.products();
        }
        Matcher product = PRODUCT.matcher(path);
        if (product.matches()) {
            return ledger.product(Integer.parseInt(product.group(1)));
        }
        Matcher customer = CUSTOMER_ORDERS.matcher(path);
        return customer.matches()
                ? ledger.ordersOf(Integer.parseInt(customer.group(1)))
                : Answer.error(404, "no such page");
    }

    private Answer order(String path) throws SQLException, IOException, InterruptedException {
        Matcher product = PRODUCT_ORDERS.matcher(path);
        if (!product.matches()) {
            return Answer.error(404, "no such page");
        }
        int id = Integer.parseInt(product.group(1));
        HttpRequest reserve = HttpRequest.newBuilder(URI.create("http://" + stock + "/stock/" + id))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = client.send(reserve, BodyHandlers.discarding()).statusCode();
        return status == 200 ? ledger.order(id) : Answer.error(status, "not reserved");
    }
}
