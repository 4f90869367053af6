package dev.sonde.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sonde.e2e.load.HttpLoad;
import dev.sonde.e2e.load.Shell;
import dev.sonde.e2e.server.MariaDb;
import dev.sonde.e2e.server.Nginx;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is watched is what was asked for, whole and nothing else, while many programs talk to two servers with two workers
 * each: some that live for one request, some in a container, some connected since before.
 */
@RealKernel
class ScopeTest {
    private static final String CONTAINER = "5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0de5c0d";

    @TempDir
    static Path folder;

    private static Nginx first;
    private static Nginx second;
    private static Sonde sonde;

    @BeforeAll
    static void start() throws Exception {
        first = Nginx.startLogging(folder.resolve("first"), 2);
        second = Nginx.startLogging(folder.resolve("second"), 2);
        sonde = new Sonde(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        first.close();
        second.close();
        Shell.run("rmdir $(awk '$3==\"cgroup2\"{print $2}' /proc/mounts)/docker-" + CONTAINER
                + ".scope 2>/dev/null; true");
    }

    @Test
    void aProgramThatLivesForOneRequestIsSeenEachTimeAndNobodyElseIs() throws Exception {
        Talk talk = talk("--process", "curl");

        assertSame(talk, request -> request.target().startsWith("/orders/curl"));
        List<JsonNode> outside = talk.exchanges.stream()
                .filter(row -> !row.get("endpoint").asText().contains("contained"))
                .toList();
        Set<Long> pids =
                outside.stream().map(row -> row.get("client_pid").asLong()).collect(Collectors.toSet());
        assertThat(pids).isEqualTo(talk.curls);
        assertThat(outside).allSatisfy(row -> {
            assertThat(row.get("client").asText()).isEqualTo("curl");
            assertThat(row.get("server").asText()).isEqualTo("nginx");
            assertThat(row.get("seen_at").asText()).isEqualTo("both");
        });
    }

    @Test
    void oneOfTwoWorkersIsSeenWithWhatItAnswered() throws Exception {
        long worker = first.answered().isEmpty()
                ? warmUp()
                : first.answered().getFirst().worker();

        Talk talk = talk("--pid", String.valueOf(worker));

        assertSame(talk, request -> request.worker() == worker);
        assertThat(talk.exchanges).allSatisfy(row -> {
            assertThat(row.get("server_pid").asLong()).isEqualTo(worker);
            assertThat(row.get("seen_at").asText()).isEqualTo("both");
        });
    }

    @Test
    void aClientThatWasConnectedBeforeIsSeenWithBothEndsFromThenOn() throws Exception {
        long self = ProcessHandle.current().pid();

        Talk talk = talk("--pid", String.valueOf(self));

        assertSame(talk, request -> request.target().startsWith("/orders/java"));
        assertThat(talk.exchanges).allSatisfy(row -> {
            assertThat(row.get("client_pid").asLong()).isEqualTo(self);
            assertThat(row.get("seen_at").asText()).isEqualTo("both");
        });
    }

    @Test
    void aContainerIsSeenByTheBeginningOfItsIdHoweverShortItsProcessesLive() throws Exception {
        Talk talk = talk("--container", CONTAINER.substring(0, 12));

        assertSame(talk, request -> request.target().contains("contained"));
        Set<Long> pids = talk.exchanges.stream()
                .map(row -> row.get("client_pid").asLong())
                .collect(Collectors.toSet());
        assertThat(sonde.query(talk.file, "processes"))
                .filteredOn(row -> pids.contains(row.get("pid").asLong()))
                .hasSize(50)
                .allSatisfy(row -> {
                    assertThat(row.get("executable").asText()).isEqualTo("curl");
                    assertThat(row.get("container").asText()).isEqualTo(CONTAINER);
                });
    }

    @Test
    void kindsOfFiltersAreJoinedAndEntriesOfOneKindAreAlternatives() throws Exception {
        Talk talk = talk("--process", "curl", "--process", "wget", "--port", String.valueOf(second.port()));

        assertSame(
                talk,
                request -> second.port() == request.port()
                        && (request.target().startsWith("/orders/curl")
                                || request.target().startsWith("/orders/wget")));
        assertThat(talk.exchanges)
                .extracting(row -> row.get("client").asText())
                .contains("curl", "wget")
                .doesNotContain("bash", "java");
    }

    @Test
    void aPortIsSeenWhoeverAsks() throws Exception {
        Talk talk = talk("--port", String.valueOf(first.port()));

        assertSame(talk, request -> first.port() == request.port());
    }

    @Test
    void statementsOfADatabasesClientAreSeenAndThoseOfOthersAreNot() throws Exception {
        Path home = Files.createDirectories(folder.resolve("mariadb"));
        try (MariaDb database = MariaDb.start(home)) {
            Path file;
            try (Sonde.Recording recording = sonde.record("--process", "mariadb")) {
                String client = "mariadb --no-defaults -h127.0.0.1 -P" + database.port() + " -ushop -pshop shop -e ";
                String stranger = "cp $(command -v mariadb) " + home + "/other; " + home
                        + client.replaceFirst("^mariadb", "/other");
                String said = Shell.run("(for i in $(seq 20); do " + stranger
                        + "'SELECT 2 AS stranger'; done) & for i in $(seq 30); do " + client
                        + "'SELECT 1 AS asked'; done; wait");
                assertThat(said).contains("asked\n1").doesNotContain("ERROR");
                file = recording.stop();
            }
            List<JsonNode> seen = sonde.query(file, "exchanges", "--limit", "100000").stream()
                    .filter(row -> row.get("server_port").asInt() == database.port())
                    .toList();
            assertThat(seen)
                    .filteredOn(row -> row.get("endpoint").asText().contains("asked"))
                    .hasSize(30);
            assertThat(seen).extracting(row -> row.get("client").asText()).containsOnly("mariadb");
        }
    }

    /** What one recording saw while all talked, and what the servers wrote down meanwhile. */
    private static final class Talk {
        private Path file = folder;
        private List<JsonNode> exchanges = List.of();
        private final List<Nginx.Answered> answered = new ArrayList<>();
        private Set<Long> curls = Set.of();
    }

    private static Talk talk(String... filter) throws Exception {
        Talk talk = new Talk();
        try (HttpLoad kept = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), first.port());
                HttpLoad sixth = new HttpLoad(InetAddress.ofLiteral("::1"), second.port())) {
            kept.get("/orders/java-before");
            int atFirst = first.answered().size();
            int atSecond = second.answered().size();
            try (Sonde.Recording recording = sonde.record(filter)) {
                Process shells = Shell.start(everybody());
                kept.get(new String[] {"/orders/java-kept"}, 120, 100);
                sixth.get(new String[] {"/orders/java-six"}, 120, 200);
                talk.curls = Shell.await(shells).lines().map(Long::valueOf).collect(Collectors.toSet());
                talk.file = recording.stop();
            }
            for (Nginx each : List.of(first, second)) {
                int before = each == first ? atFirst : atSecond;
                List<Nginx.Answered> all = each.answered();
                talk.answered.addAll(all.subList(before, all.size()));
                // nginx may write its line after the client has its answer, and so after the look at the log.
                talk.answered.removeIf(request -> request.target().contains("java-before"));
            }
        }
        Set<Integer> ports = Set.of(first.port(), second.port());
        List<JsonNode> all = sonde.query(talk.file, "exchanges", "--limit", "100000");
        talk.exchanges = all.stream()
                .filter(row -> ports.contains(row.get("server_port").asInt()))
                .toList();
        assertThat(sonde.query(talk.file, "agents"))
                .allSatisfy(row -> assertThat(row.get("end_reason").asText()).isEqualTo("stopped"));
        // Other programs of the same name on this machine may have been in the middle of an exchange.
        assertThat(sonde.query(talk.file, "loss"))
                .filteredOn(row -> !row.get("cause").asText().equals("unpaired"))
                .isEmpty();
        return talk;
    }

    /** Prints the pid of each curl that is in no container. */
    private static String everybody() {
        String a = "http://127.0.0.1:" + first.port();
        String b = "http://[::1]:" + second.port();
        return """
                contained() {
                  d=$(awk '$3=="cgroup2"{print $2; exit}' /proc/mounts)/docker-%3$s.scope
                  mkdir -p $d; echo $BASHPID > $d/cgroup.procs
                  unshare --pid --fork --mount-proc bash -c 'for i in {1..25}; do
                    curl -s -o /dev/null %1$s/orders/curl-contained; curl -g -s -o /dev/null "%2$s/orders/curl-contained"; done'
                }
                raw() { exec 3<>/dev/tcp/127.0.0.1/$1; printf 'GET /orders/bash HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' >&3; cat <&3; exec 3>&-; }
                ( for i in {1..40}; do curl -s -o /dev/null %1$s/orders/curl & echo $!; wait $!;
                    curl -g -s -o /dev/null "%2$s/orders/curl-six" & echo $!; wait $!; done ) &
                ( for i in {1..30}; do wget -q -O /dev/null %1$s/orders/wget; wget -q -O /dev/null "%2$s/orders/wget-six"; done ) &
                ( for i in {1..40}; do raw %4$d >/dev/null; done ) &
                ( for i in {1..40}; do bash -c 'exec python3 -c "
                import urllib.request, sys
                urllib.request.urlopen(sys.argv[1]).read()" %1$s/orders/python' ; done ) &
                ( contained ) &
                wait
                """.formatted(a, b, CONTAINER, first.port());
    }

    private static void assertSame(Talk talk, Predicate<Nginx.Answered> asked) {
        Map<String, Long> truth = new TreeMap<>();
        talk.answered.stream()
                .filter(asked)
                .forEach(r -> truth.merge(
                        r.port() + " " + r.clientPort() + " " + r.method() + " " + r.target() + " " + r.status(),
                        1L,
                        Long::sum));
        Map<String, Long> seen = new TreeMap<>();
        talk.exchanges.forEach(row -> seen.merge(
                row.get("server_port").asInt() + " " + row.get("client_port").asInt() + " "
                        + row.get("endpoint").asText() + " " + row.get("status").asText(),
                1L,
                Long::sum));
        assertThat(truth).isNotEmpty();
        Map<String, Long> missing = new TreeMap<>(truth);
        seen.forEach((what, count) -> missing.merge(what, -count, Long::sum));
        missing.values().removeIf(count -> count == 0);
        assertThat(missing).as("missing, and negative: too many").isEmpty();
    }

    private static long warmUp() throws IOException {
        try (HttpLoad load = new HttpLoad(InetAddress.ofLiteral("127.0.0.1"), first.port())) {
            load.get("/orders/warm-up");
        }
        return first.answered().getFirst().worker();
    }
}
