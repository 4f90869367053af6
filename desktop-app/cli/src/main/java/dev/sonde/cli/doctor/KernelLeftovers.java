package dev.sonde.cli.doctor;

import dev.sonde.cli.doctor.Finding.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Sonde left in the kernel: its programs and maps that no running agent holds, by name, with what keeps them there.
 * They are listed by {@code bpftool}, and told from others' by the names of their maps (bpf/include/sonde_owner.h).
 */
final class KernelLeftovers {
    private static final Set<String> OWN_MAPS = Set.of("openings", "claims", "first_data", "unwatched");
    private static final Pattern OBJECT = Pattern.compile("^(\\d+): (\\S+)(?:\\s+name (\\S+))?.*");
    private static final Pattern MAPS = Pattern.compile(".*map_ids ([0-9,]+).*");
    private static final Pattern DEVICE = Pattern.compile("^(\\S+?)\\(\\d+\\)\\s+(\\S+)\\s+.*?(?:prog_)?id (\\d+).*");
    private static final Pattern HELD = Pattern.compile("^(map|prog)_id:\\s*(\\d+)$");
    private static final Path PINS = Path.of("/sys/fs/bpf");
    private static final int PIN_DEPTH = 3;

    /** Names by id. */
    private final Map<Long, String> maps = new TreeMap<>();

    private final Map<Long, String> programs = new TreeMap<>();
    private final Map<Long, Set<Long>> mapsOfProgram = new TreeMap<>();

    private KernelLeftovers() {}

    /**
     * Looks for them.
     *
     * @param agents process ids of running agents, whose programs are no leftovers
     */
    static List<Finding> find(Set<Long> agents) throws InterruptedException {
        List<Finding> findings = new ArrayList<>(pins());
        KernelLeftovers kernel = new KernelLeftovers();
        try {
            kernel.read();
        } catch (IOException e) {
            findings.add(new Finding(
                    State.OK,
                    "kernel objects",
                    "can't be listed: " + e.getMessage(),
                    "To have leftovers looked for, install bpftool and run this as root."));
            return findings;
        }
        findings.addAll(kernel.judge(agents));
        return findings;
    }

    private static List<Finding> pins() {
        if (!Files.isReadable(PINS)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(PINS, PIN_DEPTH)) {
            return all.filter(p -> !p.equals(PINS) && p.getFileName().toString().startsWith("sonde"))
                    .map(p -> new Finding(State.LIMITED, "pinned", p + " keeps it in the kernel", "rm -r " + p))
                    .toList();
        } catch (IOException e) {
            return List.of(new Finding(State.LIMITED, "pinned", PINS + " can't be listed", "Run it as root."));
        }
    }

    private void read() throws IOException, InterruptedException {
        for (String line : bpftool("map", "show")) {
            Matcher object = OBJECT.matcher(line);
            if (object.matches() && object.group(3) != null) {
                maps.put(Long.valueOf(object.group(1)), object.group(3));
            }
        }
        long program = 0;
        for (String line : bpftool("prog", "show")) {
            Matcher object = OBJECT.matcher(line);
            Matcher used = MAPS.matcher(line);
            if (object.matches()) {
                program = Long.parseLong(object.group(1));
                programs.put(program, object.group(3) == null ? object.group(2) : object.group(3));
            }
            if (used.matches()) {
                mapsOfProgram.put(
                        program,
                        Stream.of(used.group(1).split(",", -1))
                                .map(Long::valueOf)
                                .collect(Collectors.toSet()));
            }
        }
        Set<Long> own = maps.entrySet().stream()
                .filter(map -> OWN_MAPS.contains(map.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        mapsOfProgram.values().removeIf(used -> used.stream().noneMatch(own::contains));
        programs.keySet().retainAll(mapsOfProgram.keySet());
        mapsOfProgram.values().forEach(own::addAll);
        maps.keySet().retainAll(own);
    }

    private List<Finding> judge(Set<Long> agents) throws InterruptedException {
        Map<String, Set<Long>> holders = holders();
        Map<Long, String> devices = devices();
        List<Finding> findings = new ArrayList<>();
        programs.forEach((id, name) -> findings.addAll(
                leftover("program", name, id, holders.getOrDefault("prog " + id, Set.of()), agents, devices)));
        maps.forEach((id, name) -> findings.addAll(
                leftover("map", name, id, holders.getOrDefault("map " + id, Set.of()), agents, devices)));
        return findings;
    }

    private List<Finding> leftover(
            String kind, String name, long id, Set<Long> holders, Set<Long> agents, Map<Long, String> devices) {
        boolean ofAgent = holders.stream().anyMatch(agents::contains)
                // A map is held by programs as well.
                || (kind.equals("map") && mapsOfProgram.values().stream().anyMatch(used -> used.contains(id)));
        if (ofAgent) {
            return List.of();
        }
        String device = kind.equals("program") ? devices.get(id) : null;
        String keeps;
        String remedy;
        if (!holders.isEmpty()) {
            keeps = "held by process " + holders.stream().map(String::valueOf).collect(Collectors.joining(", "));
            remedy = "End it if it is no session of yours: kill "
                    + holders.stream().map(String::valueOf).collect(Collectors.joining(" "));
        } else if (device != null) {
            keeps = "attached at " + device;
            remedy = "tc qdisc del dev " + device.substring(0, device.indexOf(' ')) + " clsact";
        } else {
            keeps = "held by no process: it is pinned or attached";
            remedy = "Find it with: bpftool link show; bpftool -f " + (kind.equals("map") ? "map" : "prog")
                    + " show id " + id;
        }
        return List.of(
                new Finding(State.LIMITED, "left in kernel", kind + " " + name + " (" + id + "), " + keeps, remedy));
    }

    /** Which processes hold an object, by {@code "map ID"} and {@code "prog ID"}. */
    private static Map<String, Set<Long>> holders() {
        Map<String, Set<Long>> holders = new TreeMap<>();
        ProcessHandle.allProcesses().map(ProcessHandle::pid).forEach(pid -> {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fdinfo"))) {
                descriptors.forEach(file -> readDescriptor(file, pid, holders));
            } catch (IOException e) {
                return; // another user's, or it has ended
            }
        });
        return holders;
    }

    private static void readDescriptor(Path file, long pid, Map<String, Set<Long>> holders) {
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                Matcher held = HELD.matcher(line);
                if (held.matches()) {
                    holders.computeIfAbsent(held.group(1) + " " + held.group(2), key -> new TreeSet<>())
                            .add(pid);
                }
            }
        } catch (IOException e) {
            return; // it was closed
        }
    }

    /** Where programs are attached to network devices, by their ids. */
    private static Map<Long, String> devices() throws InterruptedException {
        Map<Long, String> devices = new TreeMap<>();
        try {
            for (String line : bpftool("net", "show")) {
                Matcher device = DEVICE.matcher(line.strip());
                if (device.matches()) {
                    devices.put(Long.valueOf(device.group(3)), device.group(1) + " " + device.group(2));
                }
            }
        } catch (IOException e) {
            return devices; // then it is only said that no process holds them
        }
        return devices;
    }

    private static List<String> bpftool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bpftool"));
        for (String folder : List.of("/usr/sbin", "/usr/local/sbin", "/sbin")) {
            if (Files.isExecutable(Path.of(folder, "bpftool"))) {
                command = new ArrayList<>(List.of(folder + "/bpftool"));
                break;
            }
        }
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("bpftool " + String.join(" ", arguments) + " is refused");
        }
        return said.lines().toList();
    }
}
