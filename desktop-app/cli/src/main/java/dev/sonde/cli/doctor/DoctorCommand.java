package dev.sonde.cli.doctor;

import dev.sonde.cli.ClusterOptions;
import dev.sonde.cli.Runner;
import dev.sonde.cli.Terminal;
import dev.sonde.cli.doctor.Finding.State;
import dev.sonde.cli.print.FormatOption;
import dev.sonde.cli.print.ObjectRows;
import dev.sonde.cli.print.TableFormat;
import dev.sonde.core.error.SondeException;
import dev.sonde.core.source.agent.AgentTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sonde doctor}: what this machine, or a cluster, permits and why not, found by trying. */
@Command(
        name = "doctor",
        header = "Says what this kernel or cluster permits, and why not, and what Sonde left behind.",
        description =
                "On this machine it attaches an agent for a moment, the same that a session uses; in a cluster it changes"
                        + " nothing. Exit status: 0 all is well,"
                        + " 1 nothing can be watched, 3 something is limited or left behind.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sonde doctor",
            "  sonde doctor --format json",
            "  sonde doctor --context prod --namespace shop --verbose"
        })
public final class DoctorCommand implements Runner {
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(60);
    private static final int DETAIL_COLUMN = 28;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    boolean help;

    @Option(names = "--local", description = "This machine; so is nothing at all.")
    boolean local;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Mixin
    FormatOption form = new FormatOption();

    @Option(names = "--quiet", description = "Says only what is not well.")
    boolean quiet;

    @Option(names = "--verbose", description = "Says what would be sent to a cluster as well, to the letter.")
    boolean verbose;

    /** Made by the command line. */
    public DoctorCommand() {}

    @Override
    public int run(Terminal terminal) throws Exception {
        List<Finding> findings = cluster.isNamed() ? ClusterCheck.of(cluster.request(List.of()), verbose) : machine();
        print(findings, terminal);
        if (findings.stream().anyMatch(f -> f.state() == State.MISSING)) {
            return 1;
        }
        return findings.stream().anyMatch(f -> f.state() == State.LIMITED) ? 3 : 0;
    }

    private static List<Finding> machine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>(MachineCheck.machine());
        findings.addAll(MachineCheck.user());
        findings.addAll(MachineCheck.leftBehind());
        findings.addAll(tryAgent());
        return findings;
    }

    private static List<Finding> tryAgent() throws InterruptedException {
        try {
            return attached(AgentTrial.run(LONGEST_TRIAL));
        } catch (SondeException e) {
            return List.of(failed(e));
        }
    }

    private static Finding failed(SondeException e) {
        return new Finding(
                State.MISSING, "agent", (e.code() + ": " + e.getMessage() + ". " + e.why()).strip(), e.remedy());
    }

    private static List<Finding> attached(AgentTrial trial) {
        List<Finding> findings = new ArrayList<>();
        trial.attach().forEach(probe -> findings.add(new Finding(State.OK, "attached", probe, "")));
        trial.missing().forEach(m -> findings.add(new Finding(State.LIMITED, m.what(), m.why(), m.remedy())));
        return findings;
    }

    private void print(List<Finding> findings, Terminal terminal) {
        if (form.format != TableFormat.TABLE) {
            ObjectRows.print(findings.stream().map(DoctorCommand::fields).toList(), form.format, terminal.out());
            return;
        }
        for (Finding f : findings) {
            if (quiet && f.state() == State.OK) {
                continue;
            }
            terminal.out()
                    .printf(
                            "%-8s %-18s %s%n",
                            f.state().name().toLowerCase(Locale.ROOT),
                            f.what(),
                            f.detail().replace("\n", "\n" + " ".repeat(DETAIL_COLUMN)));
            if (!f.remedy().isEmpty()) {
                terminal.out().printf("%-8s %-18s → %s%n", "", "", f.remedy());
            }
        }
    }

    private static Map<String, String> fields(Finding f) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("state", f.state().name().toLowerCase(Locale.ROOT));
        fields.put("what", f.what());
        fields.put("detail", f.detail());
        fields.put("remedy", f.remedy());
        return fields;
    }
}
