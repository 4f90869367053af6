package dev.sonde.cli.doctor;

import java.util.ArrayList;
import java.util.List;

/** What {@code sonde doctor} says of this machine without starting an agent. */
public final class Preflight {
    private Preflight() {}

    /** Looks at the kernel, this user's privileges, the place for recordings, and what was left behind. */
    public static List<Finding> ofMachine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>(MachineCheck.machine());
        findings.addAll(MachineCheck.user());
        findings.addAll(MachineCheck.leftBehind());
        return findings;
    }
}
