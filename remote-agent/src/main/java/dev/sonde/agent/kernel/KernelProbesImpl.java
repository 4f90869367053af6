package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.BpfObject.Program;
import dev.sonde.agent.kernel.btf.StructLayout;
import dev.sonde.agent.kernel.libbpf.Libbpf;
import dev.sonde.agent.kernel.libbpf.Libc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link KernelProbes} over libbpf. Guarded by its own monitor, which its tables and control share. */
final class KernelProbesImpl implements KernelProbes {
    private final Libbpf libbpf;
    private final Libc libc = new Libc();
    private final Types types;
    private final LoadedObjects objects;
    private final List<Missing> missing;
    private final List<Ring> rings = new ArrayList<>();
    private final long[] written = new long[2];
    private final MappedControl control;
    private final LossCounters losses;
    private final int lossCauses;
    private final RowIterator iterator;
    private final @Nullable Program settling;
    private final @Nullable BpfMap sockets;
    private final NameTable executables;
    private final NameTable containers;
    private final ScopeLinks scope;
    private final @Nullable DeviceLinks devices;
    private final int[] programs;
    private final List<Long> links = new ArrayList<>();
    private final List<String> points = new ArrayList<>();
    private @Nullable CgroupMount cgroups;
    private final Controllers controllers;
    private int statistics = -1;
    private long runTimeBegan;
    private boolean attached;
    private boolean closed;

    private KernelProbesImpl(Libbpf libbpf, Types types, LoadedObjects objects) {
        controllers = new Controllers(libc);
        this.libbpf = libbpf;
        this.types = types;
        this.objects = objects;
        missing = objects.missing();
        control = new MappedControl(this, types.layout("control"));
        losses = new LossCounters(libbpf, objects.maps("losses"));
        lossCauses = types.constant("LOSS_CAUSES");
        iterator = new RowIterator(libbpf, libc);
        settling = objects.iterator("iter/bpf_sk_storage_map");
        sockets = objects.exchanges().map("sockets");
        executables = new NameMapTable(this, libbpf, "executables", objects.maps("executables"));
        containers = new NameMapTable(this, libbpf, "containers", objects.maps("containers"));
        scope = new ScopeLinks(libbpf, libc, objects.hooks());
        devices = objects.atDevices() ? new DeviceLinks(libbpf, libc, objects.hooks()) : null;
        programs = objects.descriptors();
    }

    static KernelProbesImpl open(Settings settings, ObjectFiles files) {
        Libbpf libbpf = loadLibrary();
        // Before the objects are loaded, which takes the most memory of all that the agent does.
        StartPages.giveBack(new Libc());
        Types types = new Types(files);
        LoadedObjects objects = new LoadedObjects(libbpf, settings, files);
        KernelProbesImpl probes;
        try {
            probes = new KernelProbesImpl(libbpf, types, objects);
        } catch (IllegalArgumentException unknown) {
            objects.close();
            throw Refusals.mismatch(String.valueOf(unknown.getMessage()));
        } catch (RuntimeException failure) {
            objects.close();
            throw failure;
        }
        try {
            probes.mapMemory(settings);
            if (probes.devices != null) {
                probes.devices.requireSupport();
            }
            return probes;
        } catch (RuntimeException failure) {
            probes.close();
            throw failure;
        }
    }

    /** Where to attach when it was left open. */
    static Form decide(Form form) {
        if (form != Form.AUTO) {
            return form;
        }
        return CgroupMount.seesMachine(new Libc()) ? Form.CGROUP : Form.TC;
    }

    private static Libbpf loadLibrary() {
        String path = System.getProperty("sonde.libbpf");
        try {
            return Libbpf.load(path);
        } catch (IllegalArgumentException failure) {
            throw new AgentException(
                    "SD-1001",
                    "The library libbpf can't be used.",
                    (path == null ? "libbpf.so.1" : path) + ": " + failure.getMessage(),
                    "Install libbpf 1.0 or newer (Debian, Ubuntu: apt-get install libbpf1).",
                    failure);
        }
    }

    private synchronized void mapMemory(Settings settings) {
        int bytes = settings.exchangeRingBytes();
        for (BpfObject object : objects.all()) {
            BpfMap ring = object.mapOfType(BpfObject.MAP_RING);
            if (ring != null) {
                rings.add(Ring.map(libc, ring.descriptor(), bytes));
            }
            bytes = settings.connectionRingBytes();
        }
        for (BpfMap map : objects.maps("control")) {
            control.add(libc, map);
        }
        // Loading takes libbpf megabytes that it frees again, in pieces which the allocator would keep.
        libc.trim();
        StartPages.giveBack(libc);
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The probes are closed");
        }
    }

    @Override
    public synchronized List<Missing> missing() {
        return List.copyOf(missing);
    }

    @Override
    public Form form() {
        return devices == null ? Form.CGROUP : Form.TC;
    }

    @Override
    public synchronized @Nullable Attachment refresh() {
        requireOpen();
        return attached && devices != null && devices.refresh() ? atDevices(devices) : null;
    }

    @Override
    public synchronized Attachment attach(Scope where) {
        requireOpen();
        return devices == null ? attachToCgroups(where) : attachToDevices(devices);
    }

    private Attachment attachToDevices(DeviceLinks all) {
        attachRest(new ArrayList<>());
        all.refresh();
        all.requireAny();
        return atDevices(all);
    }

    private Attachment atDevices(DeviceLinks all) {
        List<String> where = new ArrayList<>(all.points());
        where.addAll(points);
        return new Attachment(where, true, all.missing());
    }

    @Override
    public synchronized @Nullable Path cgroupRoot() {
        requireOpen();
        return devices == null ? openCgroups().root() : null;
    }

    @Override
    public synchronized @Nullable Path cgroupRoot(String controller) {
        requireOpen();
        return devices == null ? controllers.root(controller, openCgroups().root()) : null;
    }

    private CgroupMount openCgroups() {
        CgroupMount open = cgroups;
        if (open == null) {
            open = CgroupMount.open(libc);
            cgroups = open;
        }
        return open;
    }

    private Attachment attachToCgroups(Scope where) {
        Path root = openCgroups().root();
        List<Path> directories = switch (where) {
            case Scope.Machine machine -> List.of(root);
            case Scope.Cgroups some -> some.directories();
        };
        List<Missing> lacking = new ArrayList<>();
        attachRest(lacking);
        Attachment scoped = scope.move(directories, root, lacking);
        List<String> all = new ArrayList<>(scoped.points());
        all.addAll(points);
        return new Attachment(all, scoped.widened(), lacking);
    }

    private void attachRest(List<Missing> lacking) {
        if (attached) {
            return;
        }
        attached = true;
        for (Program program : objects.selfAttaching()) {
            long link = libbpf.attach(program.address());
            if (link == 0) {
                Refusal refusal = new Refusal(program.name(), program.section(), libbpf.errno(), "");
                Missing gone = Refusals.missing(refusal, Privileges.read(), LoadedObjects.sightOf(program.section()));
                missing.add(gone);
                lacking.add(gone);
            } else {
                links.add(link);
                points.add(program.name() + " at " + program.section());
            }
        }
    }

    @Override
    public synchronized int poll(RecordHandler handler) {
        requireOpen();
        for (int i = 0; i < rings.size(); i++) {
            written[i] = rings.get(i).written();
        }
        int count = 0;
        for (int i = 0; i < rings.size(); i++) {
            // The ring of exchanges is first and is read to its end: what the other ring held when this began, such as
            // the
            // close of a socket, comes after all that was said of the socket before.
            count += i == 0 ? rings.get(i).drain(handler) : rings.get(i).drain(handler, written[i]);
        }
        return count;
    }

    @Override
    public synchronized long waitingBytes() {
        requireOpen();
        return rings.isEmpty() ? 0 : rings.getFirst().waitingBytes();
    }

    @Override
    public Control control() {
        return control;
    }

    @Override
    public KeyTable ports() {
        return table("ports");
    }

    @Override
    public KeyTable tgids() {
        return table("tgids");
    }

    @Override
    public KeyTable cgroups() {
        return table("cgroups");
    }

    @Override
    public NameTable executables() {
        return executables;
    }

    @Override
    public NameTable containers() {
        return containers;
    }

    @Override
    public KeyTable streams() {
        return table("streams");
    }

    private synchronized KeyTable table(String name) {
        requireOpen();
        List<BpfMap> maps = objects.maps(name);
        if (maps.isEmpty()) {
            throw Refusals.mismatch("The kernel programs have no table " + name);
        }
        return new HashMapTable(this, libbpf, name, maps);
    }

    @Override
    public synchronized void losses(long[] byCause) {
        requireOpen();
        losses.read(byCause, lossCauses);
    }

    @Override
    public synchronized int owners(RecordHandler handler) {
        return walk("iter/task_file", "owner_row", handler);
    }

    @Override
    public synchronized int connections(RecordHandler handler) {
        return walk("iter/tcp", "tcp_row", handler);
    }

    private int walk(String section, String row, RecordHandler handler) {
        requireOpen();
        Program program = objects.iterator(section);
        return program == null ? -1 : run(program, 0, types.layout(row).sizeBytes(), handler);
    }

    @Override
    public synchronized boolean settleIdle() {
        requireOpen();
        return settling != null
                && sockets != null
                && run(settling, sockets.descriptor(), 1, (buffer, offset, length) -> {}) >= 0;
    }

    private int run(Program program, int map, int rowBytes, RecordHandler handler) {
        int rows = iterator.run(program, map, rowBytes, handler);
        if (rows >= 0) {
            return rows;
        }
        Refusal refusal = new Refusal(program.name(), program.section(), -rows, "");
        Missing gone = Refusals.missing(refusal, Privileges.read(), LoadedObjects.sightOf(program.section()));
        if (!missing.contains(gone)) {
            missing.add(gone);
        }
        return -1;
    }

    @Override
    public synchronized boolean beginRunTime() {
        requireOpen();
        if (statistics < 0) {
            statistics = libbpf.measureRunTimes();
            runTimeBegan = statistics < 0 ? 0 : runTimeNanos();
        }
        return statistics >= 0;
    }

    @Override
    public synchronized long endRunTime() {
        requireOpen();
        if (statistics < 0) {
            return 0;
        }
        long ran = runTimeNanos() - runTimeBegan;
        libc.close(statistics);
        statistics = -1;
        return ran;
    }

    private long runTimeNanos() {
        long sum = 0;
        for (int program : programs) {
            sum += program < 0 ? 0 : Math.max(libbpf.runTimeNanos(program), 0);
        }
        return sum;
    }

    @Override
    public StructLayout layout(String struct) {
        return types.layout(struct);
    }

    @Override
    public int constant(String enumerator) {
        return types.constant(enumerator);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // What the applications pay for goes first.
        scope.close();
        if (devices != null) {
            devices.close();
        }
        iterator.close();
        for (long link : links) {
            libbpf.destroyLink(link);
        }
        for (Ring ring : rings) {
            ring.close();
        }
        control.unmap(libc);
        objects.close();
        if (statistics >= 0) {
            libc.close(statistics);
        }
        controllers.close();
        if (cgroups != null) {
            cgroups.close();
        }
    }
}
