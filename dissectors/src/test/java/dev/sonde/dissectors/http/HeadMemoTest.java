package dev.sonde.dissectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.dissectors.DissectorOptions;
import dev.sonde.dissectors.Evidence;
import dev.sonde.dissectors.Workspace;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadMemoTest {
    private static final String[] LINES = {
        "Server: nginx/1.22.1",
        "Date: Sat, 28 Nov 2026 01:21:29 GMT",
        "Content-Length: 1024",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "Content-Type: text/event-stream",
        "Content-Type: text/plain",
        "Upgrade: websocket",
        "X: " + "y".repeat(90)
    };

    @Test
    void headersSayTheSameHoweverOftenTheyWereReadAndWhereverTheyWereCut() {
        Random random = new Random(5);
        Workspace used = new Workspace(DissectorOptions.DEFAULT);
        for (int i = 0; i < 200_000; i++) {
            byte[] message = message(random);
            int cut = random.nextInt(3) == 0 ? message.length : 17 + random.nextInt(message.length - 16);
            boolean lost = random.nextBoolean();
            assertThat(read(used, message, cut, lost))
                    .isEqualTo(read(new Workspace(DissectorOptions.DEFAULT), message, cut, lost));
        }
    }

    @Test
    void aCutHeadIsFoundUntilMoreOfItIsThere() {
        byte[] head = bytes("Content-Length: 5\r\nServer: x\r\n\r\n");
        HeadMemo memo = new HeadMemo();
        Head said = new Head();
        said.begin();
        said.line(head, 0, 17);
        memo.keepCut(head, 0, 24, said, 5);
        Head found = new Head();

        assertThat(memo.find(head, 0, 24, found)).isEqualTo(24);
        assertThat(memo.cutLine()).isEqualTo(5);
        assertThat(found.contentLength()).isEqualTo(5);
        assertThat(memo.find(head, 0, head.length, found)).isZero();
        assertThat(memo.find(head, 0, 23, found)).isZero();
    }

    /** What a reader tells of a message of which the bytes behind {@code cut} come later, or not at all. */
    private static List<String> read(Workspace workspace, byte[] message, int cut, boolean lost) {
        List<String> told = new ArrayList<>();
        MessageReader reader = new MessageReader(workspace, new Teller(told));
        reader.turn();
        reader.bytes(100, message, 0, cut, 1);
        told.add("at " + reader.position());
        if (lost) {
            reader.gap(100 + cut, 50, 2);
        } else if (cut < message.length) {
            reader.bytes(100 + cut, message, cut, message.length - cut, 2);
        }
        told.add("at " + reader.position() + " " + text(reader.head()) + reader.rests());
        reader.dropLine();
        return told;
    }

    private static String text(Head head) {
        return head.contentLength() + " " + head.chunked() + " " + head.upgrade() + " " + head.silence() + " ";
    }

    /** Few enough different ones that many come again, enough that they take each other's places. */
    private static byte[] message(Random random) {
        StringBuilder message = new StringBuilder("HTTP/1.1 200 OK\r\n");
        for (int lines = random.nextInt(4); lines > 0; lines--) {
            message.append(LINES[random.nextInt(LINES.length)]).append("\r\n");
        }
        return bytes(message.append("\r\n").append("body!").toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private record Teller(List<String> told) implements MessageListener {
        @Override
        public boolean startLine(MessageReader reader, byte[] line, int from, int to, boolean whole) {
            told.add("start " + new String(line, from, to - from, StandardCharsets.US_ASCII));
            return new String(line, from, to - from, StandardCharsets.US_ASCII).startsWith("HTTP");
        }

        @Override
        public void headEnd(MessageReader reader) {
            told.add("head " + text(reader.head()) + reader.position());
            reader.body(reader.head().chunked(), Math.max(0, reader.head().contentLength()), false);
        }

        @Override
        public void messageEnd(MessageReader reader) {
            told.add("end " + reader.position());
        }

        @Override
        public void framingLost(MessageReader reader) {
            told.add("lost " + reader.position());
        }

        @Override
        public Evidence beginsInstead(MessageReader reader, byte[] bytes, int from, int to) {
            return Evidence.NO;
        }
    }
}
