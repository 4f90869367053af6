package dev.sonde.ui.shell;

import dev.sonde.core.recorder.RecorderState;
import dev.sonde.core.session.SessionState.AgentCost;
import dev.sonde.core.source.AgentState;
import dev.sonde.core.source.SourceListener.SourceState;
import dev.sonde.core.source.recording.RecordingSource;
import dev.sonde.core.store.LossInfo;
import dev.sonde.core.store.LossKind;
import dev.sonde.themes.Icon;
import dev.sonde.ui.command.Command;
import dev.sonde.ui.look.Icons;
import dev.sonde.ui.look.Nodes;
import dev.sonde.ui.number.Cores;
import dev.sonde.ui.number.Counts;
import dev.sonde.ui.number.Durations;
import dev.sonde.ui.number.Elision;
import dev.sonde.ui.number.Rates;
import dev.sonde.ui.number.Shares;
import dev.sonde.ui.number.Sizes;
import dev.sonde.ui.shell.StatusItem.Fold;
import dev.sonde.ui.shell.StatusItem.Piece;
import dev.sonde.ui.workspace.Moment;
import dev.sonde.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.layout.HBox;

/**
 * Link, cost, rate, loss, recording: each opens its detail. Where there is not room for all, words are left out in the order of
 * {@link StatusItem.Fold}. Owned by the FX thread.
 */
final class StatusBar extends HBox {
    private static final int LONGEST_NODE = 24;
    private static final int LONGEST_NAME = 40;

    private final Workspace workspace;
    private final StatusItem link = new StatusItem("Link");
    private final StatusItem leave = new StatusItem("Disconnect", Command.DISCONNECT.title());
    private final StatusItem cost = new StatusItem("Agent cost");
    private final StatusItem rate = new StatusItem("Requests a second");
    private final StatusItem loss = new StatusItem("Lost");
    private final StatusItem file = new StatusItem("Recording");
    private final StatusItem skew = new StatusItem("Clock skew");
    private final List<StatusItem> items = List.of(link, leave, cost, rate, loss, file, skew);
    private int folds;
    private long lastCalls = -1;
    private long lastNanos;

    StatusBar(Workspace workspace, Overlay overlay, Runnable keys) {
        this.workspace = workspace;
        StatusDetails details = new StatusDetails(workspace);
        getStyleClass().add("sd-status-bar");
        StatusItem help = new StatusItem("Keys", Command.KEYS.title());
        help.setId("keys");
        help.show(Nodes.label("?", "sd-key"), StatusItem.plain("Keys"));
        help.setOnAction(event -> keys.run());
        Nodes.tip(help, Command.KEYS.tip());
        link.setOnAction(event -> overlay.show(details.link(), link, true));
        leave.show(Icons.of(Icon.UNPLUG, 13), StatusItem.plain("Disconnect").folding(Fold.LEAVE));
        leave.setId("disconnect");
        leave.setOnAction(event -> workspace.run(Command.DISCONNECT));
        Nodes.tip(leave, Command.DISCONNECT.title() + " (" + Command.DISCONNECT.key() + ")");
        cost.setOnAction(event -> overlay.show(details.cost(), cost, true));
        rate.setOnAction(event -> overlay.show(details.rate(), rate, true));
        loss.setOnAction(event -> overlay.show(details.loss(), loss, true));
        file.setOnAction(event -> overlay.show(details.recording(), file, true));
        skew.setOnAction(event -> overlay.show(details.skew(), skew, true));
        Nodes.tip(link, "Where the data comes from, and how its agents are. A click opens the detail.");
        Nodes.tip(cost, "What the agents cost, as they measure it themselves. A click opens the detail.");
        Nodes.tip(rate, "Requests as they come in; of a file, how many are in memory. A click opens the detail.");
        Nodes.tip(loss, "What happened and was not recorded, counted by its cause. A click opens the detail.");
        Nodes.tip(file, "The recording, and up to when it is safe on disk. A click opens the detail.");
        Nodes.tip(skew, "How far the clocks of the nodes may be off. A click opens the detail.");
        getChildren().addAll(link, leave, cost, rate, loss, file, Nodes.spacer(), skew, help);
        workspace.onMoment(this::show);
        workspace.hearing().silentProperty().subscribe(() -> show(workspace.moment()));
    }

    @Override
    protected void layoutChildren() {
        fold();
        super.layoutChildren();
    }

    private void fold() {
        Map<Fold, Double> widths = new EnumMap<>(Fold.class);
        items.stream().filter(Node::isManaged).forEach(item -> item.addWidths(widths));
        List<Fold> order = List.of(Fold.values());
        double[] parts = order.stream()
                .mapToDouble(fold -> widths.getOrDefault(fold, 0.0))
                .toArray();
        double whole = prefWidth(-1);
        for (int i = 0; i < folds; i++) {
            whole += parts[i];
        }
        int out = Folding.of(getWidth(), whole, parts, folds);
        if (out != folds) {
            folds = out;
            Set<Fold> left = Set.copyOf(order.subList(0, out));
            items.forEach(item -> item.leaveOut(left));
        }
    }

    private void show(Moment moment) {
        showLink(moment.session().source());
        leave.setVisible(workspace.isLive());
        leave.setManaged(leave.isVisible());
        showCost(moment.session().cost());
        showRate(moment);
        showLoss(moment);
        showFile(moment.session().recorder());
        showSkew(moment);
    }

    private void showSkew(Moment moment) {
        long most = moment.snapshot().agents().stream()
                .mapToLong(agent -> agent.clock().uncertaintyNanos())
                .max()
                .orElse(0);
        skew.setVisible(most > 0);
        skew.setManaged(most > 0);
        if (most > 0) {
            skew.show(
                    Icons.of(Icon.TIMER, 13),
                    StatusItem.plain("Skew ≤ ").folding(Fold.SKEW),
                    StatusItem.value(Durations.text((double) most)).folding(Fold.SKEW));
        }
    }

    private void showLink(SourceState state) {
        String name = Elision.middle(workspace.info().name(), LONGEST_NAME);
        switch (state) {
            case SourceState.Starting(String doing) ->
                link.show(Icons.of(Icon.PLUG, 13, "sd-info"), StatusItem.plain("Starting "), StatusItem.value(doing));
            case SourceState.Live()
            when isSilent() ->
                link.show(
                        Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"),
                        StatusItem.plain("Nothing heard since "),
                        StatusItem.value(workspace
                                .clocks()
                                .seconds(workspace.moment().snapshot().liveEdgeNanos())));
            case SourceState.Live() -> showLive(name);
            case SourceState.Interrupted(var reason, long retryInMillis) -> {
                if (workspace.agents().isEmpty()) {
                    link.show(
                            Icons.of(Icon.UNPLUG, 13, "sd-warn"),
                            StatusItem.plain("Interrupted "),
                            StatusItem.value(reason.code() + ", again in " + retryInMillis / 1000 + "\u00a0s"));
                } else {
                    showLive(name);
                }
            }
            case SourceState.Ended(String reason) -> {
                // That nobody closed it is said beside, and in the detail.
                boolean unclosed = workspace.moment().session().isUnclosed();
                link.show(
                        Icons.of(Icon.FILM, 13),
                        StatusItem.value(name),
                        StatusItem.plain(" " + (unclosed ? RecordingSource.UNCLOSED : reason)));
            }
            case SourceState.Failed(var reason) ->
                link.show(
                        Icons.of(Icon.OCTAGON_ALERT, 13, "sd-error"),
                        StatusItem.plain("Failed "),
                        StatusItem.value(reason.code()));
        }
    }

    private boolean isSilent() {
        return workspace.isLive() && workspace.hearing().silentProperty().get();
    }

    private void showLive(String name) {
        List<AgentState> agents = workspace.agents();
        boolean whole = agents.stream().noneMatch(AgentState::isMissing);
        link.show(
                Icons.of(whole ? Icon.CIRCLE_DOT : Icon.TRIANGLE_ALERT, 13, whole ? "sd-ok" : "sd-warn"),
                StatusItem.plain(workspace.isLive() ? "Live " : "Reading "),
                StatusItem.value(name),
                StatusItem.plain(agents.isEmpty() ? "" : ", "),
                StatusItem.value(agents.isEmpty() ? "" : AgentWords.count(agents)));
    }

    private void showCost(AgentCost now) {
        // What a recording says last that nobody closed is not what an agent costs now.
        cost.setVisible(workspace.isLive() && (now.cpuCores() >= 0 || now.rssBytes() >= 0));
        cost.setManaged(cost.isVisible());
        if (cost.isVisible()) {
            cost.show(
                    Icons.of(Icon.CPU, 13),
                    StatusItem.plain("Agent cost ").folding(Fold.COST_NAME),
                    StatusItem.plain("CPU ").folding(Fold.COST),
                    StatusItem.value(Cores.text(Math.max(0, now.cpuCores()))).folding(Fold.COST),
                    StatusItem.plain(", RSS ").folding(Fold.COST),
                    StatusItem.value(Sizes.text(Math.max(0, now.rssBytes()))).folding(Fold.COST),
                    StatusItem.plain(" (max ").folding(Fold.PEAK),
                    StatusItem.value(Sizes.text(Math.max(now.rssPeakBytes(), now.rssBytes())) + ")")
                            .folding(Fold.PEAK));
        }
    }

    private void showRate(Moment moment) {
        long calls = moment.snapshot().callCount();
        long now = System.nanoTime();
        if (!workspace.isLive() || workspace.isPaused()) {
            lastCalls = -1;
            rate.show(
                    Icons.of(Icon.ACTIVITY, 13),
                    StatusItem.value(Counts.text(calls)),
                    StatusItem.plain(calls == 1 ? " request" : " requests"));
        } else if (isSilent()) {
            lastCalls = -1;
            rate.show(Icons.of(Icon.ACTIVITY, 13), StatusItem.value("–"), StatusItem.plain(" requests/s"));
        } else if (lastCalls < 0) {
            lastCalls = calls;
            lastNanos = now;
        } else if (now - lastNanos > 900_000_000L) {
            double perSecond = Math.max(0, calls - lastCalls) * 1e9 / (now - lastNanos);
            rate.show(
                    Icons.of(Icon.ACTIVITY, 13),
                    StatusItem.value(Rates.text(perSecond)),
                    StatusItem.plain(" requests/s"));
            lastCalls = calls;
            lastNanos = now;
        }
    }

    private void showLoss(Moment moment) {
        List<LossInfo> losses = moment.snapshot().losses().stream()
                .filter(info -> info.kind() == LossKind.COUNTS && info.count() > 0)
                .toList();
        if (losses.isEmpty()) {
            showNoLoss(moment);
            return;
        }
        long lost = 0;
        boolean more = false;
        for (LossInfo info : losses) {
            Long missing = info.missingCalls();
            if (missing == null) {
                more = true; // a time without an agent, for one: nobody knows how many calls
            } else {
                lost += missing;
            }
        }
        LossInfo last = losses.stream()
                .max(Comparator.comparingLong(LossInfo::lastNanos))
                .orElseThrow();
        String when = (more && lost > 0 ? " and more, last " : ", last ")
                + workspace.clocks().seconds(last.lastNanos()) + " " + last.cause()
                + on(last.place().node());
        Piece lately = StatusItem.plain(when).folding(Fold.LAST_LOSS);
        if (lost == 0) {
            loss.show(Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"), StatusItem.plain("Not all was seen"), lately);
            return;
        }
        long all = moment.snapshot().callCount() + lost;
        loss.show(
                Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"),
                StatusItem.plain("Lost "),
                StatusItem.value(Counts.text(lost)),
                StatusItem.plain(" of ").folding(Fold.LOST_OF),
                StatusItem.value(Counts.text(all) + " (" + Shares.text((double) lost / all) + ")")
                        .folding(Fold.LOST_OF),
                lately);
    }

    private static String on(String node) {
        return node.isEmpty() ? "" : " on " + Elision.middle(node, LONGEST_NODE);
    }

    private void showNoLoss(Moment moment) {
        long cut = moment.snapshot().lossTotal();
        if (moment.session().isUnclosed()) {
            loss.show(
                    Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"),
                    StatusItem.plain("Recording not closed, its end may be missing"));
        } else if (cut == 0) {
            loss.show(Icons.of(Icon.CIRCLE_CHECK, 13, "sd-ok"), StatusItem.plain("Nothing lost"));
        } else {
            loss.show(
                    Icons.of(Icon.CIRCLE_CHECK, 13, "sd-ok"),
                    StatusItem.plain("No request lost, detail cut "),
                    StatusItem.value(Counts.text(cut)),
                    StatusItem.plain(cut == 1 ? " time" : " times"));
        }
    }

    private void showFile(RecorderState state) {
        file.setVisible(!(state instanceof RecorderState.Off));
        file.setManaged(file.isVisible());
        switch (state) {
            case RecorderState.Off() -> {}
            case RecorderState.Writing(var path, long bytes, long until) ->
                file.show(
                        Icons.of(Icon.HARD_DRIVE, 13),
                        fileName(path),
                        StatusItem.value(Sizes.text(bytes)),
                        StatusItem.plain(until == 0 ? "" : ", safe to ").folding(Fold.SAFE),
                        StatusItem.value(until == 0 ? "" : workspace.clocks().seconds(until))
                                .folding(Fold.SAFE));
            case RecorderState.Blocked(var path, var reason, long lostBatches, long until) ->
                file.show(
                        Icons.of(Icon.TRIANGLE_ALERT, 13, "sd-warn"),
                        StatusItem.plain("Not recording: "),
                        StatusItem.value(reason.code()),
                        StatusItem.plain(until == 0 ? "" : ", safe to ").folding(Fold.SAFE),
                        StatusItem.value(until == 0 ? "" : workspace.clocks().seconds(until))
                                .folding(Fold.SAFE));
            case RecorderState.Finished(var path, long bytes, long lostBatches) ->
                file.show(
                        Icons.of(Icon.HARD_DRIVE, 13),
                        fileName(path),
                        StatusItem.value(Sizes.text(bytes)),
                        StatusItem.plain(", complete"));
        }
    }

    private static Piece fileName(Path file) {
        return StatusItem.value(Elision.middle(String.valueOf(file.getFileName()), LONGEST_NAME) + " ")
                .folding(Fold.FILE);
    }
}
