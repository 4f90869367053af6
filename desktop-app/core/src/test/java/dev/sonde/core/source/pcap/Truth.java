package dev.sonde.core.source.pcap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What tshark decodes from a capture of the corpus, frame by frame. */
final class Truth {
    static final int HTTP_METHOD = 12;
    static final int HTTP_URI = 13;
    static final int HTTP_CODE = 14;
    static final int MYSQL_COMMAND = 12;
    static final int MYSQL_QUERY = 13;
    static final int MYSQL_ERROR = 14;

    private Truth() {}

    static List<String[]> rows(Path capture) throws IOException {
        Path table = Path.of(capture.toString().replace(".pcap", ".tshark.tsv"));
        return Files.readAllLines(table).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(fields -> fields.length > MYSQL_ERROR)
                .toList();
    }
}
