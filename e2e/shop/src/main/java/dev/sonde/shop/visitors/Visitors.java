package dev.sonde.shop.visitors;

import dev.sonde.shop.net.Address;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The load: {@code Visitors [HOST:]PORT VISITORS [--carts] [--books FILE]}, until the process is asked to end. The file {@code -} is standard
 * output.
 */
public final class Visitors {
    private static final int PAUSE_MILLIS = 250;
    private static final int PRODUCTS = 200;
    private static final int CUSTOMERS = 16_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Books books = new Books();
    private final String shop;
    private final boolean carts;
    private volatile boolean open = true;

    private record Wish(String method, String path, String endpoint) {}

    private Visitors(Address shop, boolean carts) {
        this.shop = "http://" + shop;
        this.carts = carts;
    }

    /** Visits until SIGTERM; what is under way then is finished and entered. */
    public static void main(String[] arguments) {
        List<String> options = List.of(arguments);
        Visitors visitors = new Visitors(Address.of(arguments[0]), options.contains("--carts"));
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            Random chance = new Random(i);
            people.add(Thread.ofPlatform().name("visitor-" + i).start(() -> visitors.visit(chance)));
        }
        int books = options.indexOf("--books");
        Path file = books > 0 ? Path.of(options.get(books + 1)) : null;
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> visitors.leave(people, file)));
    }

    private void leave(List<Thread> people, @Nullable Path file) {
        open = false;
        try {
            for (Thread one : people) {
                one.join();
            }
            if (file != null) {
                books.write(file);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("The books can't be written: " + e.getMessage());
        }
        // To leave when asked is no failure; the virtual machine would say 143.
        Runtime.getRuntime().halt(0);
    }

    private void visit(Random chance) {
        try {
            while (open) {
                Wish wish = wish(chance);
                HttpRequest request = HttpRequest.newBuilder(URI.create(shop + wish.path))
                        .method(wish.method, BodyPublishers.noBody())
                        .build();
                books.enter(
                        wish.endpoint,
                        client.send(request, BodyHandlers.ofByteArray()).statusCode());
                Thread.sleep(PAUSE_MILLIS / 2 + chance.nextInt(PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.err.println("A visitor left: " + e);
        }
    }

    private Wish wish(Random chance) {
        int product = 1 + chance.nextInt(PRODUCTS);
        if (carts && chance.nextDouble() < 0.2) {
            String method = chance.nextBoolean() ? "GET" : "POST";
            return new Wish(method, "/api/carts/" + chance.nextInt(CUSTOMERS), method + " /api/carts/{id}");
        }
        double mood = chance.nextDouble();
        if (mood < 0.12) {
            return new Wish("GET", "/index.html", "GET /index.html");
        }
        if (mood < 0.34) {
            return new Wish("GET", "/api/products", "GET /api/products");
        }
        if (mood < 0.36) {
            return new Wish("GET", "/api/products/" + (product + PRODUCTS), "GET /api/products/{id}");
        }
        if (mood < 0.66) {
            return new Wish("GET", "/api/products/" + product, "GET /api/products/{id}");
        }
        if (mood < 0.90) {
            return new Wish("GET", "/api/orders/" + chance.nextInt(CUSTOMERS), "GET /api/orders/{id}");
        }
        return new Wish("POST", "/api/orders/" + product, "POST /api/orders/{id}");
    }
}
