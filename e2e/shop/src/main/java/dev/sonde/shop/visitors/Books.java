package dev.sonde.shop.visitors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** What was asked and how it was answered, to the last call. Any thread writes. */
final class Books {
    private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();

    void enter(String endpoint, int status) {
        calls.computeIfAbsent(endpoint + "\t" + status, _ -> new LongAdder()).increment();
    }

    /** Writes lines of endpoint, status and calls, with tabs between; to standard output if the file is {@code -}. */
    void write(Path file) throws IOException {
        String text = new TreeMap<>(calls)
                .entrySet().stream()
                        .map(e -> e.getKey() + "\t" + e.getValue() + "\n")
                        .collect(Collectors.joining());
        if (file.toString().equals("-")) {
            System.out.print("BOOKS\n" + text);
            System.out.flush();
        } else {
            Files.writeString(file, text);
        }
    }
}
