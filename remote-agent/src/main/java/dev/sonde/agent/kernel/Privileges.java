package dev.sonde.agent.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process may do, and what the kernel's security policy forbids to all.
 *
 * @param effective the capability set {@code CapEff} of {@code /proc/self/status}
 * @param lockdown the line of {@code /sys/kernel/security/lockdown}, or empty when it can't be read
 * @param hasTypes whether the kernel shows its types (BTF)
 */
record Privileges(long effective, String lockdown, boolean hasTypes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final Path TYPES = Path.of("/sys/kernel/btf/vmlinux");

    /** Bits: {@code linux/capability.h}. */
    private static final int NET_ADMIN = 12;

    private static final int SYS_ADMIN = 21;
    private static final int PERFMON = 38;
    private static final int BPF = 39;

    /** Reads them now. */
    static Privileges read() {
        return new Privileges(capabilities(text(STATUS)), text(LOCKDOWN).strip(), Files.isReadable(TYPES));
    }

    /** Whether the kernel is locked down, so that programs may not read its memory. */
    boolean lockedDown() {
        return lockdown.contains("[confidentiality]") || lockdown.contains("[integrity]");
    }

    /** The capabilities that BPF programs of ours need and this process lacks, or empty. */
    String missing() {
        if (has(SYS_ADMIN) && has(NET_ADMIN)) {
            return "";
        }
        StringBuilder names = new StringBuilder();
        if (!has(SYS_ADMIN)) {
            append(names, BPF, "CAP_BPF");
            append(names, PERFMON, "CAP_PERFMON");
        }
        append(names, NET_ADMIN, "CAP_NET_ADMIN");
        return names.toString();
    }

    private void append(StringBuilder names, int bit, String name) {
        if (!has(bit)) {
            names.append(names.isEmpty() ? "" : ", ").append(name);
        }
    }

    private boolean has(int bit) {
        return (effective >>> bit & 1) != 0;
    }

    static long capabilities(String status) {
        int at = status.indexOf("CapEff:");
        if (at < 0) {
            return 0;
        }
        int end = status.indexOf('\n', at);
        return Long.parseUnsignedLong(
                status.substring(at + 7, end < 0 ? status.length() : end).strip(), 16);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
