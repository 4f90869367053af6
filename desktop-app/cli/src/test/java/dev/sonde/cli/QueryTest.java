package dev.sonde.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sonde query} on real captures: the tables, their forms, and what can be asked of them. */
final class QueryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(Object... arguments) throws IOException {
        Object[] all = new Object[arguments.length + 4];
        all[0] = "query";
        all[1] = Run.statements();
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 2] = "--format";
        all[all.length - 1] = "json";
        Run run = Run.of(all);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        return JSON.readTree(run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "overview, 'name,calls,errors,rate_per_s,p50_ns,p90_ns,p95_ns,p99_ns,max_ns,slow_calls'",
        "endpoints, 'service,protocol,endpoint,calls,errors,rate_per_s,p50_ns,p90_ns,p95_ns,p99_ns,max_ns,request_bytes,"
                + "response_bytes,statuses'",
        "exchanges, 'start,protocol,client,client_pid,client_address,client_port,server,server_pid,server_address,"
                + "server_port,endpoint,status,error,duration_ns,first_byte_ns,client_duration_ns,server_duration_ns,"
                + "request_bytes,response_bytes,seen_at,tls,summary'",
        "edges, 'client,server,protocol,calls,errors,p50_ns,p99_ns,rtt_p50_ns,retransmits'",
        "connections, 'client,server,addresses,opened,closed,bytes_sent,bytes_received,segments_sent,retransmits,srtt_ns,"
                + "state'",
        "sql, 'system,fingerprint_id,fingerprint,service,calls,errors,rows,total_ns,p50_ns,p95_ns,p99_ns,max_ns'",
        "processes, 'pid,executable,service,container,pod,runtime,tls'",
        "agents, 'node,version,kernel,attach,cpu_ratio,rss_bytes,rss_peak_bytes,image_bytes,started,ended,end_reason'",
        "loss, 'cause,node,count,first,last'",
        "events, 'time,kind,object,reason,message'",
        "facts, 'time,kind,namespace,name,node,address,owner,state'",
    })
    void everyTableHasTheColumnsOfTheContract(String table, String columns) {
        Run run = Run.of("query", Run.statements(), table, "--format", "csv");
        assertThat(run.status()).isZero();
        List<String> header = List.of(run.lines().getFirst().split(",", -1));
        assertThat(header).contains(columns.split(",", -1)).allMatch(name -> name.matches("[a-z0-9]+(_[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "overview",
                "endpoints",
                "exchanges",
                "edges",
                "connections",
                "sql",
                "processes",
                "agents",
                "loss"
            })
    void jsonIsOneArrayAndJsonLinesAreTheSameObjects(String table) throws IOException {
        JsonNode array = json(table);
        assertThat(array.isArray()).isTrue();
        List<JsonNode> objects = new ArrayList<>();
        for (String line :
                Run.of("query", Run.statements(), table, "--format", "jsonl").lines()) {
            objects.add(JSON.readTree(line));
        }
        assertThat(objects).containsExactlyElementsOf(array);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loss", "events", "facts"})
    void aTableWithoutRowsIsStillWellFormed(String table) throws IOException {
        assertThat(json(table)).isEmpty();
        assertThat(Run.of("query", Run.statements(), table, "--format", "jsonl").out())
                .isEmpty();
        assertThat(Run.of("query", Run.statements(), table, "--format", "csv").lines())
                .hasSize(1);
        assertThat(Run.of("query", Run.statements(), table).out()).isEqualTo("no rows" + System.lineSeparator());
    }

    @Test
    void whatIsNotKnownIsNullAndNeverZero() throws IOException {
        JsonNode exchange = json("exchanges", "--limit", 1).get(0);
        assertThat(exchange.get("client_pid").isNull()).isTrue();
        assertThat(exchange.get("server_pid").isNull()).isTrue();
        String columns = "client_pid,duration_ns";
        List<String> rows = Run.of(
                        "query", Run.statements(), "exchanges", "--limit", 1, "--format", "csv", "--columns", columns)
                .lines();
        assertThat(rows.get(1)).matches(",\\d+");
    }

    @Test
    void csvQuotesWhatHasCommasOrQuotes() {
        Run run = Run.of(
                "query",
                Run.corpus("mysql/mysql-table-create.pcap"),
                "sql",
                "--format",
                "csv",
                "--columns",
                "fingerprint,calls");
        assertThat(run.out()).contains("\r\n");
        assertThat(run.lines()).anyMatch(line -> line.matches("\"[^\"]*,.*\",\\d+"));
        assertThat(run.lines())
                .allMatch(line -> line.replaceAll("\"([^\"]|\"\")*\"", "")
                                .chars()
                                .filter(c -> c == ',')
                                .count()
                        == 1);
    }

    @Test
    void momentsAreInRfc3339WithNanoseconds() throws IOException {
        assertThat(json("exchanges", "--limit", 1).get(0).get("start").asText())
                .matches("2021-10-22T06:\\d\\d:\\d\\d\\.\\d{9}Z");
    }

    @Test
    void columnsComeInTheOrderAskedFor() {
        Run run = Run.of(
                "query", Run.statements(), "sql", "--columns", "calls,fingerprint", "--format", "csv", "--limit", 1);
        assertThat(run.lines()).first().isEqualTo("calls,fingerprint");
        assertThat(run.lines()).hasSize(2);
    }

    @Test
    void numbersSortFromTheHighestAndTextFromA() throws IOException {
        JsonNode byCalls = json("sql", "--sort", "calls");
        assertThat(byCalls.findValues("calls").stream().map(JsonNode::asLong).toList())
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(json("sql", "--sort", "fingerprint").findValuesAsText("fingerprint"))
                .isSorted();
    }

    @Test
    void valuesThatAreFoundOnlyWhenTheyAreReadSortAsWell() throws IOException {
        List<Long> nanos = json("endpoints", "--sort", "p99_ns").findValues("p99_ns").stream()
                .map(JsonNode::asLong)
                .toList();
        assertThat(nanos).hasSizeGreaterThan(3).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(nanos.getFirst()).isGreaterThan(nanos.getLast());
    }

    @Test
    void rowsCanBeSortedByAColumnThatIsNotShown() throws IOException {
        JsonNode rows = json("sql", "--sort", "calls", "--columns", "fingerprint", "--limit", 1);
        assertThat(rows.get(0).get("fingerprint").asText()).isEqualTo("PING");
    }

    @Test
    void aColumnThatIsNotThereIsWrongUsageAndTheOthersAreNamed() {
        for (String option : List.of("--sort", "--columns")) {
            Run run = Run.of("query", Run.statements(), "endpoints", option, "p99");
            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).startsWith("SD-3021").contains("p99_ns").hasLineCount(1);
        }
    }

    @Test
    void aTableThatIsNotThereIsWrongUsageEvenWhereTheFileIsNot() {
        Run run = Run.of("query", "nowhere.sonde", "endpoint");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("endpoints").hasLineCount(1);
    }

    @Test
    void theFilterOfTheWindowFilters() throws IOException {
        long all = json("exchanges").size();
        long pings = json("exchanges", "--filter", "endpoint:PING").size();
        assertThat(pings).isEqualTo(260);
        assertThat(json("exchanges", "--filter", "!endpoint:PING")).hasSize((int) (all - pings));
    }

    @Test
    void aFilterThatCanNotBeReadSaysWhere() {
        Run run = Run.of("query", Run.statements(), "exchanges", "--filter", "status:200 latency:>fast");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).startsWith("SD-30").contains("\n  status:200 latency:>fast\n", "^");
        String[] lines = run.err().split("\n", -1);
        int pointer = lines[2].indexOf('^');
        assertThat(pointer - 2).isBetween("status:200 ".length(), "status:200 latency:>".length());
    }

    @Test
    void aRangeIsNamedFromItsStartItsEndOrInFull() throws IOException {
        long all = json("exchanges").size();
        long head = json("exchanges", "--to", "+60s").size();
        long tail = json("exchanges", "--from", "+60s").size();
        assertThat(head).isPositive();
        assertThat(tail).isPositive();
        assertThat(head + tail).isEqualTo(all);
        assertThat(json("exchanges", "--from", "-10s").size()).isBetween(1, (int) all);
        String moment =
                json("exchanges", "--sort", "start").get(100).get("start").asText();
        assertThat(json("exchanges", "--from", moment).size()).isEqualTo((int) all - 100);
        assertThat(json("exchanges", "--from", moment.replace("Z", "+00:00")).size())
                .isEqualTo((int) all - 100);
    }

    @Test
    void aMomentBeyondAllTimesIsJustLateOrEarly() throws IOException {
        assertThat(json("exchanges", "--to", "+999999999h")).hasSize(390);
        assertThat(json("exchanges", "--from", "-999999999h")).hasSize(390);
        assertThat(json("exchanges", "--from", "+999999999h")).isEmpty();
    }

    @Test
    void aMomentThatCanNotBeReadIsWrongUsage() {
        for (String moment : List.of("yesterday", "+5", "2021-10-22", "+5parsecs")) {
            Run run = Run.of("query", Run.statements(), "sql", "--from=" + moment);
            assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(run.err())
                    .startsWith("SD-3103")
                    .contains(moment, "2026-01-31T12:00:00Z")
                    .hasLineCount(1);
        }
        assertThat(Run.of("query", Run.statements(), "sql", "--from", "-5s", "--to", "+5s")
                        .err())
                .startsWith("SD-3104");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "workload", "pod", "node", "process", "endpoint", "peer"})
    void theOverviewIsGroupedByEveryKeyAndKeepsItsSum(String key) throws IOException {
        long calls = 0;
        for (JsonNode row : json("overview", "--by", key)) {
            calls += row.get("calls").asLong();
        }
        assertThat(calls).isEqualTo(390);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service", "workload", "pod", "node"})
    void bothEndsOfEdgesAreToldApartByThatAndKeepTheirSum(String key) throws IOException {
        long calls = 0;
        for (JsonNode row : json("edges", "--by", key)) {
            calls += row.get("calls").asLong();
            assertThat(row.get("client_namespace").isNull()).isTrue();
        }
        assertThat(calls).isEqualTo(390);
    }

    @Test
    void whatCanNotBeGroupedSaysSo() {
        assertThat(Run.of("query", Run.statements(), "overview", "--by", "colour")
                        .err())
                .startsWith("SD-3105")
                .contains("peer");
        assertThat(Run.of("query", Run.statements(), "edges", "--by", "process").err())
                .startsWith("SD-3022")
                .contains("workload");
        assertThat(Run.of("query", Run.statements(), "exchanges", "--by", "service")
                        .status())
                .isEqualTo(ExitStatus.USAGE);
    }
}
