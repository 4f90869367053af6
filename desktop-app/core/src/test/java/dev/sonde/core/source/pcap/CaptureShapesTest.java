package dev.sonde.core.source.pcap;

import static dev.sonde.core.source.pcap.Talk.CLIENT;
import static dev.sonde.core.source.pcap.Talk.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes that RFC 9293 permits and captures of every day do not have. */
@SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF on the wire
final class CaptureShapesTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    Path folder;

    @Test
    void theClientIsWhoAsksThoughTheCaptureBeganInALongResponseAndItsPortIsTheLower() throws Exception {
        Talk talk = new Talk(38_012, 45_613);
        for (int i = 0; i < 50; i++) {
            talk.says(SERVER, "x".repeat(1400)).segment(CLIENT, Segment.ACK, 0, "");
        }
        Seen seen = seen(talk.says(CLIENT, get("/a"))
                .says(SERVER, OK)
                .says(CLIENT, get("/b"))
                .says(SERVER, OK));
        assertThat(briefs(seen)).containsExactly("GET /a 200", "GET /b 200");
    }

    @Test
    void commandsThatOnlyTheirAnswersTellAreNoneTheLessFoundInTheMiddle() throws Exception {
        Talk talk = new Talk(40_000, 3306);
        for (int i = 0; i < 12; i++) {
            talk.says(CLIENT, "\1\0\0\0\16").says(SERVER, "\7\0\0\1\0\0\0\2\0\0\0");
        }
        assertThat(briefs(seen(talk))).hasSize(12).containsOnly("PING 0");
    }

    @Test
    void whatIsOfNoKnownProtocolIsSaidToBeThatHoweverShortItIs() throws Exception {
        Seen seen = seen(new Talk(40_000, 6379)
                .opened()
                .says(CLIENT, "*1\r\n$4\r\nPING\r\n")
                .says(SERVER, "+PONG\r\n"));
        assertThat(seen.rows).isEmpty();
        assertThat(seen.opaque).containsExactly("unknown protocol");
    }

    @Test
    void aRequestMayComeWithTheSyn() throws Exception {
        Talk talk = new Talk(40_000, 80).segment(CLIENT, Segment.SYN, 0, get("/early"));
        talk.segment(SERVER, Segment.SYN | Segment.ACK, 0, "").says(SERVER, OK);
        assertThat(briefs(seen(talk.says(CLIENT, get("/b")).says(SERVER, OK))))
                .containsExactly("GET /early 200", "GET /b 200");
    }

    @Test
    void whatAServerSaysToAClientThatAskedNothingIsNoAnswer() throws Exception {
        String refused = "HTTP/1.0 400 Bad request\r\nConnection: close\r\n\r\n";
        Talk talk = new Talk(40_000, 80).opened().segment(CLIENT, Segment.FIN | Segment.ACK, 0, "");
        Seen seen = seen(talk.says(SERVER, refused).segment(SERVER, Segment.FIN | Segment.ACK, 0, ""));
        assertThat(seen.rows).isEmpty();
        assertThat(seen.losses).isEmpty();

        Seen notSeen =
                seen(new Talk(40_000, 80).opened().lost(CLIENT, get("/a")).says(SERVER, refused));
        assertThat(notSeen.losses).containsEntry("response_without_request", 1L);
    }

    @Test
    void sequenceNumbersBeginAnew() throws Exception {
        Talk talk = new Talk(40_000, 80).from(-20, -40).opened();
        String body = "x".repeat(1000);
        talk.says(CLIENT, get("/a")).says(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + body);
        talk.says(SERVER, body).says(CLIENT, get("/b")).says(SERVER, OK);
        assertThat(briefs(seen(talk))).containsExactly("GET /a 200", "GET /b 200");
    }

    @Test
    void probesOfALongSilenceAreNoData() throws Exception {
        Talk talk = new Talk(40_000, 80).opened().says(CLIENT, get("/a")).says(SERVER, OK);
        for (int i = 0; i < 3; i++) {
            talk.later(45_000).segment(CLIENT, Segment.ACK, -1, "").segment(CLIENT, Segment.ACK, -1, "\0");
            talk.segment(SERVER, Segment.ACK, 0, "");
        }
        Seen seen = seen(talk.says(CLIENT, get("/b")).says(SERVER, OK));
        assertThat(briefs(seen)).containsExactly("GET /a 200", "GET /b 200");
        assertThat(seen.losses).isEmpty();
    }

    @Test
    void anAnswerMayComeWhenTheClientHasSaidAll() throws Exception {
        Talk talk = new Talk(40_000, 80).opened().segment(CLIENT, Segment.FIN | Segment.ACK, 0, get("/a"));
        assertThat(briefs(seen(talk.later(2000).says(SERVER, OK)))).containsExactly("GET /a 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "abc"})
    void aBodyMayComeWhenTheServerHasAnsweredAndSaidAll(String body) throws Exception {
        String head = "POST /up HTTP/1.1\r\nContent-Length: 3\r\n\r\n";
        Talk talk = new Talk(40_000, 80).opened().says(CLIENT, head);
        talk.segment(SERVER, Segment.FIN | Segment.ACK, 0, OK).says(CLIENT, body);
        Seen seen = seen(talk.segment(SERVER, Segment.RST, 0, ""));
        assertThat(briefs(seen)).containsExactly("POST /up 200");
        assertThat(seen.rows.getFirst().requestBytes()).isEqualTo(head.length() + 3);
    }

    @Test
    void aConnectionThatIsResetByNobodyOfItGoesOn() throws Exception {
        Talk talk = new Talk(40_000, 80).opened().says(CLIENT, get("/a")).says(SERVER, OK);
        talk.segment(SERVER, Segment.RST, 500_000_000, "").segment(CLIENT, Segment.RST, -200_000, "");
        talk.segment(SERVER, Segment.ACK, 500_000_000, "HTTP/1.1 500 Forged\r\n\r\n");
        talk.later(20_000).says(CLIENT, get("/b")).says(SERVER, OK);
        assertThat(briefs(seen(talk))).containsExactly("GET /a 200", "GET /b 200");
    }

    @Test
    void ofAFastConnectionOnlyWhatIsMissingIsMissed() throws Exception {
        Talk talk = new Talk(40_000, 80).opened().says(CLIENT, get("/a")).says(SERVER, OK);
        talk.lost(CLIENT, get("/missing")).says(SERVER, OK);
        String body = "x".repeat(30_000);
        for (int i = 0; i < 50; i++) {
            talk.says(CLIENT, "POST /long HTTP/1.1\r\nContent-Length: 30000\r\n\r\n")
                    .says(CLIENT, body);
            talk.says(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 30000\r\n\r\n")
                    .says(SERVER, body);
        }
        List<String> briefs = briefs(seen(talk.says(CLIENT, get("/b")).says(SERVER, OK)));
        assertThat(briefs)
                .hasSize(52)
                .startsWith("GET /a 200", "POST /long 200")
                .endsWith("POST /long 200", "GET /b 200");
    }

    @Test
    void whatItsReceiverLacksIsWaitedForThroughAWideWindow() throws Exception {
        String body = "x".repeat(60_000);
        Talk talk = new Talk(40_000, 80).opened().says(CLIENT, get("/wide"));
        talk.says(SERVER, "HTTP/1.1 200 OK\r\nContent-Length: 4800000\r\n\r\n").segment(CLIENT, Segment.ACK, 0, "");
        talk.lost(SERVER, body);
        for (int i = 0; i < 79; i++) {
            talk.says(SERVER, body);
        }
        talk.segment(SERVER, Segment.ACK, -80 * body.length(), body);
        Seen seen = seen(talk.says(CLIENT, get("/b")).says(SERVER, OK));
        assertThat(seen.losses).isEmpty();
        assertThat(briefs(seen)).containsExactly("GET /wide 200", "GET /b 200");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: shop\r\n\r\n";
    }

    private Seen seen(Talk talk) throws Exception {
        return Seen.of(Files.write(folder.resolve("talk.pcap"), talk.capture()));
    }

    private static List<String> briefs(Seen seen) {
        return seen.rows.stream()
                .map(row -> row.endpoint() + " " + row.status())
                .toList();
    }
}
