package dev.sonde.shop.orders;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What a service answers.
 *
 * @param status HTTP status
 * @param json body
 */
record Answer(int status, String json) {
    static Answer error(int status, String what) {
        return new Answer(status, "{\"error\":\"" + what + "\"}");
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
