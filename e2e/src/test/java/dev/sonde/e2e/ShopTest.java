package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.server.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo shop: services in three languages whose call graph is known. */
@RealKernel
class ShopTest {
    @TempDir
    Path folder;

    @Test
    void theCallGraphAndItsCountsEqualTheVisitorsBooks() throws Exception {
        Sonde sonde = new Sonde(folder);
        Map<String, Long> books;
        Path file;
        try (Shop shop = Shop.start(folder);
                Sonde.Recording recording = sonde.record(shop.portOptions())) {
            shop.order("admit");
            Thread.sleep(3000);
            shop.order("plant error-burst");
            Thread.sleep(3000);
            shop.order("dismiss");
            file = recording.stop();
            books = shop.books();
        }

        assertThat(books).isNotEmpty();
        assertThat(statuses(sonde.query(file, "endpoints", "--filter", "service:nginx")))
                .isEqualTo(books);
        long all = books.values().stream().mapToLong(Long::longValue).sum();
        long pages = sum(books, "GET /index.html");
        long products = sum(books, "GET /api/products/{id}");
        long ordered = sum(books, "POST /api/orders/{id}");
        Map<String, Long> edges = new TreeMap<>();
        for (JsonNode edge : sonde.query(file, "edges", "--filter", "protocol:http")) {
            edges.merge(
                    edge.get("client").asText() + " > " + edge.get("server").asText(),
                    edge.get("calls").asLong(),
                    Long::sum);
        }
        assertThat(edges)
                .isEqualTo(Map.of(
                        "visitors > nginx", all,
                        "nginx > web", all - pages,
                        "web > orders", all - pages,
                        "web > stock", products,
                        "orders > stock", ordered));
    }

    @Test
    void theDemoFindsTheStatementWhoseIndexWasDroppedAndLeavesNothing() throws Exception {
        Path file = folder.resolve("demo.sonde");
        Sonde sonde = new Sonde(folder);
        Sonde.Outcome demo = sonde.run("demo", "--headless", "--for", "12s", "--after", "4s", "-o", file.toString());

        assertThat(demo.out()).contains("mariadbd", "orders", "stock", "web", "nginx");
        assertThat(demo.out().strip()).endsWith(file.toString());
        JsonNode costliest =
                sonde.query(file, "sql", "--sort", "total_ns", "--limit", "1").getFirst();
        assertThat(costliest.get("fingerprint").asText()).contains("FROM orders WHERE customer_id = ?");
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aDemoThatIsKilledLeavesNoProcessAndNoFile() throws Exception {
        Sonde sonde = new Sonde(folder);
        Process demo = new ProcessBuilder(sonde.command(
                        "demo",
                        "--headless",
                        "--for",
                        "60s",
                        "-o",
                        folder.resolve("k.sonde").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile())
                .start();
        for (int i = 0; i < 600 && leftovers().stream().noneMatch(name -> name.endsWith("/visitors")); i++) {
            Thread.sleep(100);
        }
        assertThat(leftovers()).anyMatch(name -> name.endsWith("/visitors"));
        demo.destroyForcibly().waitFor();
        for (int i = 0; i < 150 && !leftovers().isEmpty(); i++) {
            Thread.sleep(100);
        }
        assertThat(leftovers()).isEmpty();
    }

    /** Files and running programs of shops that this test's processes did not end. */
    private static List<String> leftovers() throws Exception {
        List<String> found;
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            found = files.map(Path::toString)
                    .filter(name -> name.contains("sonde-shop-"))
                    .collect(Collectors.toList());
        }
        ProcessHandle.allProcesses()
                .map(process -> process.info().command().orElse(""))
                .filter(command -> command.contains("sonde-shop-"))
                .forEach(found::add);
        return found;
    }

    private static long sum(Map<String, Long> books, String endpoint) {
        return books.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(endpoint + " "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static Map<String, Long> statuses(List<JsonNode> endpoints) {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode row : endpoints) {
            row.get("statuses")
                    .properties()
                    .forEach(status -> counts.merge(
                            row.get("endpoint").asText() + " " + status.getKey(),
                            status.getValue().asLong(),
                            Long::sum));
        }
        return counts;
    }
}
