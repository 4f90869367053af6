package dev.sonde.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The demo shop in the namespace {@code shop}: services in four languages on two nodes, with books of every call. */
final class PodShop implements AutoCloseable {
    private final Cluster cluster;

    private PodShop(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Opens it, without visitors yet. */
    static PodShop open(Cluster cluster) {
        PodShop shop = new PodShop(cluster);
        shop.order("up");
        return shop;
    }

    /** Lets visitors in. */
    void admit(int visitors) {
        order("admit", "--visitors", String.valueOf(visitors));
    }

    /** Waits until the visitors left; their books. */
    JsonNode dismiss() {
        try {
            return new ObjectMapper().readTree(order("dismiss").lines().toList().getLast());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets a fault be; in which pods, where it is not in all. */
    List<String> plant(String fault) {
        return order("plant", fault).lines().toList();
    }

    /** Takes a fault away again. */
    void mend(String fault) {
        order("mend", fault);
    }

    private String order(String command, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "/usr/bin/python3",
                "-B",
                Path.of(System.getProperty("sonde.root"), "e2e/shop/pods/pods.py")
                        .toString(),
                command));
        all.addAll(Arrays.asList(words));
        all.addAll(List.of(
                "--name", cluster.name(), "--java-home", System.getProperty("java.home"), "--classpath", classPath()));
        return Cluster.output(all, "");
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        entry.contains("sonde-shop") || entry.contains("e2e/shop") || entry.contains("mariadb"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public void close() {
        cluster.forget("shop");
    }
}
