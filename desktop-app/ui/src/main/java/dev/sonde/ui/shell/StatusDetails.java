package dev.sonde.ui.shell;

import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.SessionState;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.store.AgentStatus;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.LossKind;
import dev.sonde.ui.number.Cores;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.shell.Popover.Line;
import dev.sonde.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the entries of the status bar open. */
final class StatusDetails {
    private final Workspace workspace;

    StatusDetails(Workspace workspace) {
        this.workspace = workspace;
    }

    Popover link() {
        SessionState session = workspace.moment().session();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Source", workspace.info().name()));
        lines.add(new Line("State", state(session.source())));
        lines.add(new Line("Batches", Counts.text(session.batches())));
        for (AgentState agent : workspace.agents()) {
            lines.add(new Line(agent.pod(), agent.node() + " " + AgentWords.state(agent, workspace.clocks())));
        }
        for (AgentStatus agent : workspace.moment().snapshot().agents()) {
            lines.add(new Line("Node", agent.about().node()));
            lines.add(new Line("Kernel", agent.about().build().kernel()));
            for (String attach : agent.about().attach()) {
                lines.add(new Line("Attached", attach));
            }
            for (AgentStatus.Missing missing : agent.about().missing()) {
                lines.add(new Line("Not seen", missing.what() + ": " + missing.why() + " " + missing.remedy()));
            }
        }
        return new Popover("Link", lines);
    }

    Popover cost() {
        SessionState.AgentCost cost = workspace.moment().session().cost();
        List<AgentStatus> agents = workspace.moment().snapshot().agents();
        double mean = 0;
        double most = 0;
        for (AgentStatus agent : agents) {
            Double ratio = agent.cost().cpuRatio();
            mean += ratio == null ? 0 : ratio;
            most = Math.max(most, agent.cost().cpuPeakRatio());
        }
        List<Line> lines = new ArrayList<>(List.of(
                new Line("CPU", cost.cpuCores() < 0 ? "–" : Cores.text(cost.cpuCores())),
                new Line("CPU, mean of the session", mean == 0 ? "–" : Cores.text(mean)),
                new Line("CPU, most of one agent", most == 0 ? "–" : Cores.text(most)),
                new Line("Memory", cost.rssBytes() < 0 ? "–" : Sizes.text(cost.rssBytes())),
                new Line("Most memory", cost.rssPeakBytes() < 0 ? "–" : Sizes.text(cost.rssPeakBytes())),
                new Line("", measured(agents))));
        for (AgentStatus agent : agents.size() > 1 ? agents : List.<AgentStatus>of()) {
            lines.add(new Line(name(agent), each(agent.cost())));
        }
        return new Popover("Agent cost", lines);
    }

    private static String measured(List<AgentStatus> agents) {
        long without =
                agents.stream().filter(agent -> agent.cost().bpfNanos() == null).count();
        if (without == 0) {
            return "Agents and their kernel programs, as the agents measure themselves.";
        }
        return "As the agents measure themselves; "
                + (without == agents.size() ? "" : "for " + Counts.text(without) + " of them ")
                + "without the kernel programs, which takes some seconds and CAP_SYS_ADMIN to measure.";
    }

    private static String name(AgentStatus agent) {
        String pod = agent.about().home().pod();
        return pod.isEmpty()
                ? agent.about().node()
                : pod + " on " + agent.about().node();
    }

    private static String each(AgentStatus.Cost cost) {
        Double ratio = cost.cpuRatio();
        return (ratio == null ? "–" : Cores.text(ratio)) + ", "
                + (cost.rssBytes() < 0 ? "–" : Sizes.text(cost.rssBytes()));
    }

    Popover rate() {
        return new Popover(
                "Requests",
                List.of(
                        new Line(
                                "In memory",
                                Counts.text(workspace.moment().snapshot().callCount())),
                        new Line(
                                "With a row each",
                                Counts.text(workspace.moment().snapshot().exchangeCount())),
                        new Line(
                                "Services",
                                Counts.text(
                                        workspace.moment().snapshot().services().size()))));
    }

    Popover loss() {
        List<Line> lines = new ArrayList<>();
        boolean low = false;
        for (LossInfo loss : workspace.moment().snapshot().losses()) {
            boolean counts = loss.kind() == LossKind.COUNTS;
            low |= counts;
            lines.add(new Line(
                    loss.cause() + (counts ? "" : ", detail only"),
                    Counts.text(loss.count()) + "  "
                            + workspace.clocks().range(loss.firstNanos(), loss.lastNanos()) + "  "
                            + loss.place().words()));
            if (!loss.note().isEmpty()) {
                lines.add(new Line("", loss.note()));
            }
        }
        boolean unclosed = workspace.moment().session().isUnclosed();
        if (unclosed) {
            lines.add(new Line("", "The recording was not closed: what came last may not be in it."));
        }
        if (workspace.moment().snapshot().losses().isEmpty()) {
            lines.add(new Line(
                    "", unclosed ? "Everything else that was seen is here." : "Everything that was seen is here."));
        } else if (!low) {
            lines.add(new Line("", "Every request that was seen is counted; of some, not all is known."));
        } else {
            lines.add(new Line("", "Counts in hatched stretches of the charts are low by at most this."));
        }
        return new Popover("Lost", lines);
    }

    Popover skew() {
        List<Line> lines = new ArrayList<>();
        for (AgentStatus agent : workspace.moment().snapshot().agents()) {
            lines.add(new Line(
                    agent.about().node().isEmpty()
                            ? "Agent " + agent.agent()
                            : agent.about().node(),
                    "within " + Durations.text((double) agent.clock().uncertaintyNanos()) + ", moved by "
                            + Durations.text((double) Math.abs(agent.clock().driftNanos()))));
        }
        lines.add(new Line(
                "", "How far the clocks of the nodes may be off against Unix time, as their agents read them."));
        return new Popover("Clock skew", lines);
    }

    Popover recording() {
        List<Line> lines = switch (workspace.moment().session().recorder()) {
            case RecorderState.Off() -> List.of(new Line("", "What is shown is a file already."));
            case RecorderState.Writing(Path file, long bytes, long until) ->
                List.of(
                        new Line("File", file.toString()),
                        new Line("On disk", Sizes.text(bytes)),
                        new Line(
                                "Safe to", until == 0 ? "–" : workspace.clocks().seconds(until)));
            case RecorderState.Blocked(Path file, var reason, long lost, long until) ->
                List.of(
                        new Line("File", file.toString()),
                        new Line(
                                "Safe to", until == 0 ? "–" : workspace.clocks().seconds(until)),
                        new Line(reason.code(), String.valueOf(reason.getMessage())),
                        new Line("", reason.why() + " " + reason.remedy()),
                        new Line("Batches not in it", Counts.text(lost)));
            case RecorderState.Finished(Path file, long bytes, long lost) ->
                List.of(
                        new Line("File", file.toString()),
                        new Line("Size", Sizes.text(bytes)),
                        new Line("Batches not in it", Counts.text(lost)));
        };
        return new Popover("Recording", lines);
    }

    private static String state(SourceState state) {
        return switch (state) {
            case SourceState.Starting(String doing) -> "starting: " + doing;
            case SourceState.Live() -> "data comes in";
            case SourceState.Interrupted(var reason, long millis) ->
                reason.oneLine() + " Again in " + millis / 1000 + "\u00a0s.";
            case SourceState.Ended(String reason) -> "ended: " + reason;
            case SourceState.Failed(var reason) -> reason.oneLine();
        };
    }
}
