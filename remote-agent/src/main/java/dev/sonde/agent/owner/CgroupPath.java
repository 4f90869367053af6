package dev.sonde.agent.owner;

/**
 * What the cgroup of a process says of it: container, pod, unit. Knows the paths that Docker, containerd, CRI-O and Podman
 * make with both of their cgroup drivers, on cgroups of version 1 and 2.
 *
 * @param containerId 64 hex digits, or empty
 * @param podUid of Kubernetes, or empty
 * @param systemdUnit the innermost service, or empty
 */
public record CgroupPath(String containerId, String podUid, String systemdUnit) {
    private static final int ID_DIGITS = 64;
    private static final int UID_CHARS = 36;

    static final CgroupPath NONE = new CgroupPath("", "", "");

    /** Reads {@code /proc/PID/cgroup}: the line of version 2 first, then those of version 1. */
    static CgroupPath parse(String file) {
        CgroupPath best = NONE;
        int at = 0;
        while (at < file.length()) {
            int end = file.indexOf('\n', at);
            if (end < 0) {
                end = file.length();
            }
            int path = file.indexOf(':', file.indexOf(':', at) + 1) + 1;
            if (path > 0 && path < end) {
                best = best.orElse(path(file.substring(path, end)));
            }
            at = end + 1;
        }
        return best;
    }

    private CgroupPath orElse(CgroupPath other) {
        return new CgroupPath(
                containerId.isEmpty() ? other.containerId : containerId,
                podUid.isEmpty() ? other.podUid : podUid,
                systemdUnit.isEmpty() ? other.systemdUnit : systemdUnit);
    }

    private static CgroupPath path(String path) {
        String container = "";
        String pod = "";
        String unit = "";
        int at = 1;
        while (at < path.length()) {
            int end = path.indexOf('/', at);
            if (end < 0) {
                end = path.length();
            }
            String part = path.substring(at, end);
            container = containerId(part, container);
            pod = podUid(part, pod);
            if (part.endsWith(".service") && containerId(part, "").isEmpty()) {
                unit = part;
            }
            at = end + 1;
        }
        // The service that started a container is the container's runtime, not what runs inside.
        return new CgroupPath(container, pod, container.isEmpty() ? unit : "");
    }

    /**
     * Finds the id in a directory's name: {@code ID}, {@code docker-ID.scope}, {@code cri-containerd-ID.scope}, {@code crio-ID.scope},
     * {@code libpod-ID.scope}.
     *
     * @param otherwise what to return where there is none
     */
    public static String containerId(String part, String otherwise) {
        int end = part.endsWith(".scope") ? part.length() - ".scope".length() : part.length();
        int start = end - ID_DIGITS;
        if (start < 0 || (start > 0 && part.charAt(start - 1) != '-') || part.contains("conmon")) {
            return otherwise;
        }
        for (int i = start; i < end; i++) {
            if (Character.digit(part.charAt(i), 16) < 0) {
                return otherwise;
            }
        }
        return part.substring(start, end);
    }

    /** Finds the uid in `podUID` and, with the driver of systemd, `kubepods-burstable-podUID_WITH_UNDERSCORES.slice`. */
    static String podUid(String part, String otherwise) {
        String name = part.endsWith(".slice") ? part.substring(0, part.length() - ".slice".length()) : part;
        int start = name.length() - UID_CHARS;
        if (start < 3 || !name.startsWith("pod", start - 3)) {
            return otherwise;
        }
        return name.substring(start).replace('_', '-');
    }
}
