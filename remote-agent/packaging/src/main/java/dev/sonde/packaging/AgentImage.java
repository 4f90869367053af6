package dev.sonde.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * The agent's image as an OCI layout (image-spec 1.1), from scratch: the C library and what else the home needs, the runtime,
 * the agent. No daemon takes part, and the same home gives the same bytes. Beside the layout's index lies one in the form of
 * {@code docker save}: Docker's own image store reads no other, and with it that of a minikube whose runtime is Docker.
 */
final class AgentImage {
    private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

    /** Of no registry: a runtime has it loaded, or has it not. */
    private static final String NAME = "localhost/sonde-agent:";

    private final Path blobs;
    private final String name;

    private record Layer(String digest, long size, String diffId) {}

    private AgentImage(Path blobs, String name) {
        this.blobs = blobs;
        this.name = name;
    }

    /** Makes the layout in a directory, and {@code sonde-agent.oci.tar} beside its files for tools that load archives. */
    static void make(Path home, Path layout, String version) throws IOException, InterruptedException {
        new AgentImage(Files.createDirectories(layout.resolve("blobs/sha256")), NAME + version).write(home, layout);
        Tar archive = new Tar();
        try (Stream<Path> files = Files.walk(layout)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                archive.add(layout.relativize(file).toString(), Files.readAllBytes(file), false);
            }
        }
        Files.write(layout.resolve("sonde-agent.oci.tar"), archive.bytes());
    }

    private void write(Path home, Path layout) throws IOException, InterruptedException {
        List<Layer> layers = List.of(layer(system(home)), layer(agent(home)));
        String config = config(layers);
        String configDigest = blob(config.getBytes(StandardCharsets.UTF_8));
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                        MANIFEST_TYPE,
                        descriptor(CONFIG_TYPE, configDigest, config.length()),
                        String.join(
                                ",",
                                layers.stream()
                                        .map(layer -> descriptor(LAYER_TYPE, layer.digest, layer.size))
                                        .toList()));
        String manifestDigest = blob(manifest.getBytes(StandardCharsets.UTF_8));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(
                layout.resolve("index.json"),
                ("{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d,"
                                + "\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\","
                                + "\"io.containerd.image.name\":\"%s\"}}]}")
                        .formatted(MANIFEST_TYPE, manifestDigest, manifest.length(), name, name));
        Files.writeString(
                layout.resolve("manifest.json"),
                "[{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}]"
                        .formatted(
                                place(configDigest),
                                name,
                                String.join(
                                        ",",
                                        layers.stream()
                                                .map(layer -> '"' + place(layer.digest) + '"')
                                                .toList())));
    }

    private static String place(String digest) {
        return "blobs/sha256/" + digest;
    }

    private static String descriptor(String type, String digest, long size) {
        return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}".formatted(type, digest, size);
    }

    private static String config(List<Layer> layers) {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        List<String> diffIds =
                layers.stream().map(layer -> "\"sha256:" + layer.diffId + "\"").toList();
        return ("{\"created\":\"%s\",\"architecture\":\"%s\",\"os\":\"linux\",\"config\":{\"Env\":"
                        + "[\"LD_LIBRARY_PATH=/agent/lib\",\"MALLOC_ARENA_MAX=1\"],\"Entrypoint\":"
                        + "[\"/agent/runtime/bin/java\",\"@/agent/lib/options\",\"-XX:SharedArchiveFile=/agent/lib/agent.jsa\","
                        + "\"-Dsonde.libbpf=/agent/lib/libbpf.so.1\",\"-cp\",\"/agent/lib/agent.jar\",\"%s\"],"
                        + "\"WorkingDir\":\"/\"},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}")
                .formatted(AgentHome.TIME, architecture, AgentHome.MAIN_CLASS, String.join(",", diffIds));
    }

    /** What changes seldom: the C library and the runtime. */
    private static Tar system(Path home) throws IOException, InterruptedException {
        Tar tar = new Tar();
        List<Path> programs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (file.toString().contains(".so") || file.endsWith("bin/java")) {
                    programs.add(file);
                }
            }
        }
        for (Map.Entry<String, Path> needed : SharedLibraries.needed(programs).entrySet()) {
            String name = needed.getKey();
            // The loader's name is an absolute path, which would leave the home when resolved.
            if (!needed.getValue().startsWith(home)
                    && (name.startsWith("/")
                            || !Files.exists(home.resolve("lib").resolve(name)))) {
                String place = name.startsWith("/") ? name.substring(1) : "lib/" + name;
                tar.add(place, Files.readAllBytes(needed.getValue()), true);
            }
        }
        addBelow(tar, home, home.resolve("runtime"));
        // Where the agent mounts what it needs of the machine for itself.
        tar.addShared("tmp");
        return tar;
    }

    private static Tar agent(Path home) throws IOException {
        Tar tar = new Tar();
        addBelow(tar, home, home.resolve("lib"));
        return tar;
    }

    private static void addBelow(Tar tar, Path home, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tar.add("agent/" + home.relativize(file), Files.readAllBytes(file), Files.isExecutable(file));
            }
        }
    }

    private Layer layer(Tar tar) throws IOException {
        byte[] plain = tar.bytes();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Gzip(packed)) {
            gzip.write(plain);
        }
        return new Layer(blob(packed.toByteArray()), packed.size(), Digest.hexOf(plain));
    }

    private String blob(byte[] bytes) throws IOException {
        String digest = Digest.hexOf(bytes);
        Files.write(blobs.resolve(digest), bytes);
        return digest;
    }

    private static final class Gzip extends GZIPOutputStream {
        Gzip(ByteArrayOutputStream out) throws IOException {
            super(out, 64 * 1024);
            def.setLevel(java.util.zip.Deflater.BEST_COMPRESSION);
        }
    }
}
