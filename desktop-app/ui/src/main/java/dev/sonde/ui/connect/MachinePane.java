package dev.sonde.ui.connect;

import dev.sonde.ui.desk.Check;
import dev.sonde.ui.desk.Desk;
import dev.sonde.ui.look.Panel;
import dev.sonde.ui.number.Clocks;
import dev.sonde.ui.workspace.Refresher;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.scene.Node;

/** This machine. Owned by the FX thread. */
final class MachinePane implements Pane {
    private final Desk desk;
    private final MachineForm form = new MachineForm();
    private final Panel scope = new Panel("Scope", form);
    private final ChecksPanel checks;
    private final Foot foot = new Foot("Start watching", this::start);
    private final Refresher<List<Check>> checker;
    private IntConsumer onStep = step -> {};

    MachinePane(Desk desk, Supplier<Clocks> clocks) {
        this.desk = desk;
        checks = new ChecksPanel(clocks, this::opened);
        checker = new Refresher<>(desk.jobs(), "connect.checks", this::show, checks::fail);
        scope.note("this machine");
        foot.facts(List.of(
                new Foot.Fact("Agent", "1, on this machine"),
                new Foot.Fact("CPU", "0.1 core at most"),
                new Foot.Fact("Memory", "64 MiB"),
                new Foot.Fact("Ends", "with the session"),
                new Foot.Fact("Data", "stays on this computer")));
    }

    @Override
    public Node scope() {
        return scope;
    }

    @Override
    public Node plan() {
        return checks.node();
    }

    @Override
    public Node foot() {
        return foot;
    }

    @Override
    public void opened() {
        checks.looking("Looking at the kernel and at what this user may do…");
        checker.ask(job -> desk.machineChecks());
    }

    private void show(List<Check> found) {
        checks.show(found);
        foot.offer("Start watching", found.stream().noneMatch(check -> check.verdict() == Check.Verdict.BLOCKED));
        onStep.accept(step());
    }

    private int step() {
        return foot.can() ? StepsBar.START : StepsBar.PREFLIGHT;
    }

    @Override
    public List<String> place() {
        return List.of();
    }

    @Override
    public void onStep(IntConsumer listener) {
        onStep = listener;
        listener.accept(step());
    }

    @Override
    public void focus() {
        form.focus();
    }

    @Override
    public boolean escape() {
        return form.clear();
    }

    @Override
    public void start() {
        if (foot.can()) {
            form.scope().ifPresent(desk::openMachine);
        }
    }
}
