package dev.sonde.cli;

import dev.sonde.cli.print.FormatName;
import dev.sonde.cli.print.ObjectRows;
import dev.sonde.cli.print.TableFormat;
import dev.sonde.cli.print.Values;
import dev.sonde.core.export.Exact;
import dev.sonde.core.session.Where;
import dev.sonde.core.session.WhereFile;
import dev.sonde.core.source.recording.RecordingFacts;
import dev.sonde.core.store.AgentStatus;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.Snapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sonde info}: what a recording is. */
@Command(
        name = "info",
        header = "Says what a recording is: versions, agents, time range, sizes, batches, loss, how it ended.",
        footerHeading = "%nExamples:%n",
        footer = {"  sonde info incident.sonde", "  sonde info incident.sonde --format json"})
final class InfoCommand implements Runner {
    @Mixin
    Common common = new Common();

    @Parameters(index = "0", paramLabel = "FILE", description = "A recording or a packet capture.")
    Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "table, json (one object), jsonl or csv.")
    TableFormat format = TableFormat.TABLE;

    @Override
    public int run(Terminal terminal) throws Exception {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        if (WhereFile.of(file) instanceof Where.Recording) {
            facts.putAll(RecordingFacts.of(file).named());
        } else {
            facts.put("kind", "packet capture");
            facts.put("file_bytes", Files.size(file));
        }
        try (Opened opened = Opened.file(file, terminal)) {
            contents(facts, opened.session().store().snapshot());
            print(facts, terminal);
            return opened.status(terminal);
        }
    }

    private static void contents(Map<String, Object> facts, Snapshot snapshot) {
        if (!snapshot.isEmpty()) {
            facts.put("from", Exact.moment(snapshot.extent().fromNanos()));
            facts.put("to", Exact.moment(snapshot.extent().toNanos()));
            facts.put(
                    "duration_ns",
                    snapshot.extent().toNanos() - snapshot.extent().fromNanos());
        }
        facts.put("calls", snapshot.callCount());
        facts.put("connections", snapshot.distinctConnectionCount());
        for (AgentStatus agent : snapshot.agents()) {
            AgentStatus.End end = agent.end();
            facts.put(
                    "agent_" + agent.agent(),
                    String.join(
                                            " ",
                                            agent.about().node(),
                                            agent.about().source(),
                                            agent.about().build().version(),
                                            agent.about().build().kernel())
                                    .strip()
                            + ", " + (end == null ? "its end is not in the recording" : end.reason()));
        }
        Map<String, Long> losses = new TreeMap<>();
        for (LossInfo loss : snapshot.losses()) {
            losses.merge(loss.cause(), loss.count(), Long::sum);
        }
        facts.put("loss", losses);
    }

    private void print(Map<String, Object> facts, Terminal terminal) {
        if (format != TableFormat.TABLE) {
            // One object, which an array of one would only wrap.
            ObjectRows.print(List.of(facts), format == TableFormat.JSON ? TableFormat.JSONL : format, terminal.out());
            return;
        }
        facts.forEach((name, value) -> {
            Object shown = value;
            if (value instanceof Long n && name.endsWith("_bytes")) {
                shown = Values.bytes(n);
            } else if (value instanceof Long n && name.endsWith("_ns")) {
                shown = Values.duration(n);
            }
            String title = name.replaceFirst("_(bytes|ns)$", "").replace('_', ' ');
            terminal.out().printf("%-14s %s%n", title, shown instanceof Map<?, ?> m && m.isEmpty() ? "none" : shown);
        });
    }
}
