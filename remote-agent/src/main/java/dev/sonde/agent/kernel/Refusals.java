package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;

/** Puts the kernel's no into words: what, why, and what to do about it. */
final class Refusals {
    private static final int DECISIVE_LINES = 12;
    private static final String CAPABILITIES_REMEDY =
            "Run the agent as root, or give it CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN (before kernel 5.8: CAP_SYS_ADMIN).";

    private Refusals() {}

    /** The error for a program without which nothing can be seen. */
    static AgentException explain(Refusal refusal, Privileges privileges) {
        String what = "The kernel refused the program " + refusal.program() + " (" + refusal.section() + ").";
        String error = " (" + Errno.name(refusal.errno()) + ")";
        boolean forbidden = refusal.errno() == Errno.EPERM || refusal.errno() == Errno.EACCES;
        if (forbidden && !privileges.missing().isEmpty()) {
            return new AgentException(
                    "SD-1002", what, "This process lacks " + privileges.missing() + error, CAPABILITIES_REMEDY);
        }
        if (!privileges.hasTypes()) {
            return new AgentException(
                    "SD-1003",
                    what,
                    "The kernel does not show its types: /sys/kernel/btf/vmlinux can't be read" + error,
                    "Use a kernel built with CONFIG_DEBUG_INFO_BTF, and mount /sys into the container.");
        }
        if (!refusal.log().isEmpty()) {
            return new AgentException(
                    "SD-1005",
                    what,
                    "Its verifier does not accept it" + error + ":\n" + decisive(refusal.log()),
                    "Report this with the kernel's version; a newer kernel may accept it.");
        }
        return switch (refusal.errno()) {
            case Errno.EPERM, Errno.EACCES ->
                new AgentException("SD-1004", what, policy(privileges) + error, policyRemedy(privileges));
            case Errno.ENOMEM, Errno.ENOSPC -> memory("loading " + refusal.program(), refusal.errno());
            case Errno.EINVAL, Errno.ENOENT, Errno.ESRCH, Errno.EOPNOTSUPP, Errno.ENOTSUPP ->
                new AgentException(
                        "SD-1006",
                        what,
                        "It knows no programs of this kind, or not the place it attaches to" + error,
                        "Use a newer kernel; Sonde is made for 5.10 and later.");
            default ->
                new AgentException(
                        "SD-1012", what, "It gave no reason" + error, "Report this with the kernel's version.");
        };
    }

    /** The same for a program that can be done without. */
    static Missing missing(Refusal refusal, Privileges privileges, String what) {
        AgentException explained = explain(refusal, privileges);
        return new Missing(refusal.program(), what, explained.why(), explained.remedy());
    }

    /** The error for a lack of memory. */
    static AgentException memory(String doing, int errno) {
        return new AgentException(
                "SD-1007",
                "There was no memory in the kernel for " + doing + ".",
                errno == Errno.EPERM
                        ? "The limit on locked memory is too low (EPERM)"
                        : "The kernel said " + Errno.name(errno),
                "Raise the memory limit of the agent's cgroup or `ulimit -l`, or choose smaller rings.");
    }

    /** The error for objects that do not fit this agent. */
    static AgentException mismatch(String detail) {
        return new AgentException(
                "SD-1010",
                "The agent and its kernel programs do not fit together.",
                detail,
                "Build or install both from one version.");
    }

    /** The error for places where no program can be attached. */
    static AgentException unattached(String place, int errno) {
        return new AgentException(
                "SD-1009",
                "No program could be attached to " + place + ".",
                errno == Errno.EPERM
                        ? "Another program is attached there alone, and lets no other beside it (EPERM)"
                        : "The kernel said " + Errno.name(errno),
                errno == Errno.EPERM
                        ? "See `bpftool cgroup tree`; its owner has to attach it with the flag multi."
                        : "Check that it is a directory of a version 2 cgroup file system.");
    }

    private static String policy(Privileges privileges) {
        return privileges.lockedDown()
                ? "The kernel is locked down: " + privileges.lockdown()
                : "A security policy forbids it (lockdown, seccomp, or a security module)";
    }

    private static String policyRemedy(Privileges privileges) {
        return privileges.lockedDown()
                ? "Boot without lockdown or secure boot, or without the option lockdown=confidentiality."
                : "Allow the system call bpf in the container's seccomp profile, and see the audit log.";
    }

    /** The last lines of a verifier log without its statistics: there it says what it objects to. */
    static String decisive(String log) {
        String[] lines = log.split("\n", -1);
        StringBuilder tail = new StringBuilder();
        int kept = 0;
        for (int i = lines.length - 1; i >= 0 && kept < DECISIVE_LINES; i--) {
            String line = lines[i];
            boolean statistics = line.startsWith("processed ")
                    || line.startsWith("verification time ")
                    || line.startsWith("stack depth ");
            if (!statistics && !line.isBlank()) {
                tail.insert(0, tail.isEmpty() ? line : line + "\n");
                kept++;
            }
        }
        return tail.toString();
    }

    static AgentException full(String table, String key, int errno) {
        return new AgentException(
                "SD-1011",
                "The kernel's table `" + table + "` did not take " + key + ".",
                errno == Errno.E2BIG || errno == Errno.ENOSPC ? "It is full" : "The kernel said " + Errno.name(errno),
                "Watch fewer of them, or a whole machine.");
    }
}
