package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.BpfObject.Program;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Both objects in the kernel. Not thread-safe. */
final class LoadedObjects implements AutoCloseable {
    static final String CGROUP = "cgroup/skb";
    static final String DEVICE = "tc";
    static final String ITERATOR = "iter/";
    private static final int DIRECTIONS = 2;

    private final Libbpf libbpf;
    private final BpfObject exchanges;
    private final @Nullable BpfObject connections;
    private final List<Missing> missing = new ArrayList<>();

    /**
     * Loads both.
     *
     * @throws dev.sonde.agent.error.AgentException when no exchange could be seen
     */
    LoadedObjects(Libbpf libbpf, Settings settings, ObjectFiles files) {
        this.libbpf = libbpf;
        ObjectLoader loader =
                new ObjectLoader(libbpf, "exchanges", files.exchanges(), settings.exchangeRingBytes(), null);
        BpfObject loaded = loader.load();
        note(loader);
        if (loaded == null || hooks(loaded).size() < DIRECTIONS) {
            if (loaded != null) {
                loaded.close();
            }
            throw Refusals.explain(decisive(loader), Privileges.read());
        }
        exchanges = loaded;
        try {
            loader = new ObjectLoader(
                    libbpf, "connections", files.connections(), settings.connectionRingBytes(), exchanges);
            connections = loader.load();
            note(loader);
        } catch (RuntimeException failure) {
            exchanges.close();
            throw failure;
        }
    }

    List<Missing> missing() {
        return missing;
    }

    BpfObject exchanges() {
        return exchanges;
    }

    /** Both that are there. */
    List<BpfObject> all() {
        return connections == null ? List.of(exchanges) : List.of(exchanges, connections);
    }

    /** Where the loaded programs of the exchanges attach to a scope. */
    List<Hook> hooks() {
        return hooks(exchanges);
    }

    /** Whether the scope is the devices of a network namespace. */
    boolean atDevices() {
        return hooks().getFirst().program().section().equals(DEVICE);
    }

    /** The loaded program of a section in any object, or null. */
    @Nullable
    Program iterator(String section) {
        for (BpfObject object : all()) {
            List<Program> found = inSection(object, section);
            if (!found.isEmpty()) {
                return found.getFirst();
            }
        }
        return null;
    }

    /** The loaded programs that attach by themselves, where their sections say. */
    List<Program> selfAttaching() {
        List<Program> programs = new ArrayList<>();
        for (BpfObject object : all()) {
            for (Program program : object.programs()) {
                String section = program.section();
                if (isLoaded(program) && !isScoped(section) && !section.startsWith(ITERATOR)) {
                    programs.add(program);
                }
            }
        }
        return programs;
    }

    /** Descriptors of all loaded programs. */
    int[] descriptors() {
        int[] descriptors = new int
                [exchanges.programs().size()
                        + (connections == null ? 0 : connections.programs().size())];
        int at = 0;
        for (BpfObject object : all()) {
            for (Program program : object.programs()) {
                descriptors[at++] = libbpf.programDescriptor(program.address());
            }
        }
        return descriptors;
    }

    /** The maps of a name, one of each object that has it; a map shared by both only once. */
    List<BpfMap> maps(String name) {
        List<BpfMap> maps = new ArrayList<>();
        for (BpfObject object : all()) {
            BpfMap map = object.map(name);
            if (map != null && (maps.isEmpty() || !ObjectLoader.isShareable(map))) {
                maps.add(map);
            }
        }
        return maps;
    }

    private List<Hook> hooks(BpfObject object) {
        return inSection(object, "").stream()
                .flatMap(program -> Hook.of(program).stream())
                .toList();
    }

    private static boolean isScoped(String section) {
        return section.startsWith("cgroup") || section.equals(DEVICE);
    }

    private List<Program> inSection(BpfObject object, String prefix) {
        List<Program> programs = new ArrayList<>();
        for (Program program : object.programs()) {
            if (program.section().startsWith(prefix) && isLoaded(program)) {
                programs.add(program);
            }
        }
        return programs;
    }

    private boolean isLoaded(Program program) {
        return libbpf.programDescriptor(program.address()) >= 0;
    }

    private void note(ObjectLoader loader) {
        if (loader.refusals().isEmpty()) {
            return;
        }
        Privileges privileges = Privileges.read();
        for (Refusal refusal : loader.refusals()) {
            missing.add(Refusals.missing(refusal, privileges, sightOf(refusal.section())));
        }
    }

    private static Refusal decisive(ObjectLoader loader) {
        for (Refusal refusal : loader.refusals()) {
            if (isScoped(refusal.section())) {
                return refusal;
            }
        }
        return loader.refusals().isEmpty()
                ? new Refusal("exchanges", CGROUP, Errno.ENOENT, "The object has no programs for cgroups")
                : loader.refusals().getFirst();
    }

    /** What the user does not see without a program of this section. */
    static String sightOf(String section) {
        if (section.startsWith("iter/task_file")) {
            return "Owners of connections that were open before the agent came";
        }
        if (section.startsWith("iter/tcp")) {
            return "Counters of connections that are open";
        }
        if (section.startsWith(ITERATOR)) {
            return "The ends of the last exchanges of idle connections";
        }
        return isScoped(section) ? "Exchanges" : "Connections: " + section;
    }

    @Override
    public void close() {
        if (connections != null) {
            connections.close();
        }
        exchanges.close();
    }
}
