package dev.sonde.protocol.recording;

import com.github.luben.zstd.Zstd;
import dev.sonde.protocol.v1.Batch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prints what recordings cost: bytes an exchange by zstd level, throughput, and how long opening a large one takes. */
final class RecordingBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private RecordingBench() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("sonde-bench");
        try {
            levels();
            throughput(folder.resolve("throughput.sonde"));
            large(folder.resolve("large.sonde"), args.length > 0 ? Long.parseLong(args[0]) : 1L << 30);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void levels() throws IOException {
        for (int group : new int[] {1, 5, 10, 20, 100}) {
            Traffic traffic = new Traffic(1, 1, 10_000, 50_000_000);
            List<byte[]> blocks = new ArrayList<>();
            long exchanges = 0;
            long raw = 0;
            for (int i = 0; i < 200; i += group) {
                List<Batch> batches = new ArrayList<>();
                for (int j = 0; j < group; j++) {
                    Batch batch = traffic.next();
                    exchanges += batch.getExchanges().getConnectionCount();
                    batches.add(batch);
                }
                byte[] block = BatchSplit.encode(batches);
                raw += block.length;
                blocks.add(block);
            }
            for (int level : new int[] {1, 3, 6, 9, 12, 15, 19}) {
                long begin = System.nanoTime();
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (byte[] block : blocks) {
                    all.write(Zstd.compress(block, level));
                }
                OUT.printf(
                        "batches a block %d level %d: %.2f bytes an exchange (raw %.2f), %.2f us an exchange%n",
                        group,
                        level,
                        (double) all.size() / exchanges,
                        (double) raw / exchanges,
                        (System.nanoTime() - begin) / 1e3 / exchanges);
            }
        }
    }

    private static void throughput(Path file) throws IOException {
        Traffic traffic = new Traffic(2, 1, 10_000, 50_000_000);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            batches.add(traffic.next());
        }
        long begin = System.nanoTime();
        try (RecordingWriter writer = RecordingWriter.create(file, "bench")) {
            for (Batch batch : batches) {
                writer.append(batch);
            }
        }
        double written = (System.nanoTime() - begin) / 1e9;
        long exchanges = 0;
        begin = System.nanoTime();
        try (RecordingReader reader = RecordingReader.open(file)) {
            BatchCursor<Batch> cursor = reader.batches();
            for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
                exchanges += batch.getExchanges().getConnectionCount();
            }
        }
        double read = (System.nanoTime() - begin) / 1e9;
        OUT.printf(
                "%d exchanges, %d bytes, %.2f bytes an exchange, written %.2f M/s, read %.2f M/s%n",
                exchanges,
                Files.size(file),
                (double) Files.size(file) / exchanges,
                exchanges / written / 1e6,
                exchanges / read / 1e6);
    }

    private static void large(Path file, long bytes) throws IOException {
        Traffic traffic = new Traffic(3, 1, 10_000, 50_000_000);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            batches.add(traffic.next());
        }
        long size;
        RecordingWriter writer = RecordingWriter.create(file, "bench");
        int i = 0;
        do {
            writer.append(batches.get(i++ % batches.size()));
            size = writer.progress().fileBytes();
        } while (size < bytes);
        writer.flush();
        time("open unfinished", file);
        writer.finish("bench");
        time("open finished", file);
    }

    private static void time(String what, Path file) throws IOException {
        for (int i = 0; i < 3; i++) {
            long begin = System.nanoTime();
            try (RecordingReader reader = RecordingReader.open(file)) {
                double millis = (System.nanoTime() - begin) / 1e6;
                OUT.printf(
                        "%s: %.0f ms for %d MiB, %d batches, %s%n",
                        what,
                        millis,
                        Files.size(file) >> 20,
                        reader.info().batches(),
                        reader.info().end());
            }
        }
    }
}
