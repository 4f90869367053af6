package dev.sonde.agent.kernel.libbpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libbpf that the agent needs, from version 1.0 on. Objects, programs, maps and links are addresses, as
 * in C.
 *
 * <p>Functions that give an int return minus errno when they fail, those that give an address return 0 and leave
 * {@link #errno()}. Documentation: {@code bpf/libbpf.h} and {@code bpf/bpf.h}. Not thread-safe, see {@link Native}.
 */
public final class Libbpf {
    private static final String DEFAULT_NAME = "libbpf.so.1";
    /** Of {@code struct bpf_object_open_opts}, up to and with {@code object_name}; libbpf takes any size. */
    private static final int OPEN_OPTIONS_BYTES = 16;

    private static final int ITERATOR_OPTIONS_BYTES = 24;
    private static final int ITERATOR_INFO_BYTES = 16;
    /** Of {@code struct bpf_prog_info}, up to and with {@code run_time_ns}. */
    private static final int PROGRAM_INFO_BYTES = 200;

    private static final int RUN_TIME_OFFSET = 192;
    private static final int STATS_RUN_TIME = 0;

    private final Native library = new Native();
    private final SymbolLookup symbols;
    /** Those that were called: looking for one costs more than most of the calls. */
    private final Map<String, MemorySegment> functions = new HashMap<>();

    private final MemorySegment mapLookup;
    private final MemorySegment mapUpdate;
    private final MemorySegment programInfo;
    private final MemorySegment info = Arena.global().allocate(PROGRAM_INFO_BYTES + 8L, Long.BYTES);

    private Libbpf(SymbolLookup symbols) {
        this.symbols = symbols;
        mapLookup = symbols.findOrThrow("bpf_map_lookup_elem");
        mapUpdate = symbols.findOrThrow("bpf_map_update_elem");
        programInfo = symbols.findOrThrow("bpf_obj_get_info_by_fd");
        // Without a printer libbpf writes nothing to standard error; an upcall that throws would end the process.
        call("libbpf_set_print", 0, 0, 0, 0);
    }

    /**
     * Loads the library.
     *
     * @param path the file, or null for the system's
     * @throws IllegalArgumentException when it can't be loaded or is too old
     */
    public static Libbpf load(@Nullable String path) {
        SymbolLookup lookup = path == null
                ? SymbolLookup.libraryLookup(DEFAULT_NAME, Arena.global())
                : SymbolLookup.libraryLookup(Path.of(path), Arena.global());
        if (lookup.find("bpf_program__set_log_buf").isEmpty()) {
            throw new IllegalArgumentException("it is older than version 1.0");
        }
        return new Libbpf(lookup);
    }

    /** errno as the last call left it. */
    public int errno() {
        return library.errno();
    }

    /** Reads an object from memory; {@code bpf_object__open_mem}, which keeps nothing of the memory. */
    public long openObject(byte[] object, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocate(object.length, Long.BYTES);
            MemorySegment.copy(object, 0, copy, JAVA_BYTE, 0, object.length);
            MemorySegment options = arena.allocate(OPEN_OPTIONS_BYTES, Long.BYTES);
            options.set(JAVA_LONG, 0, OPEN_OPTIONS_BYTES);
            options.set(JAVA_LONG, 8, Native.string(arena, name));
            return call("bpf_object__open_mem", copy.address(), object.length, options.address(), 0);
        }
    }

    /** Creates the maps and loads the programs; {@code bpf_object__load}. */
    public int loadObject(long object) {
        return (int) call("bpf_object__load", object, 0, 0, 0);
    }

    /** Unloads what nothing else holds, and frees; {@code bpf_object__close}. */
    public void closeObject(long object) {
        call("bpf_object__close", object, 0, 0, 0);
    }

    /** The program after this one, or the first after 0. */
    public long nextProgram(long object, long program) {
        return call("bpf_object__next_program", object, program, 0, 0);
    }

    /** The map after this one, or the first after 0. */
    public long nextMap(long object, long map) {
        return call("bpf_object__next_map", object, map, 0, 0);
    }

    /** The program's name in C. */
    public String programName(long program) {
        return Native.string(call("bpf_program__name", program, 0, 0, 0));
    }

    /** The program's section, which says where it attaches. */
    public String programSection(long program) {
        return Native.string(call("bpf_program__section_name", program, 0, 0, 0));
    }

    /** Whether {@link #loadObject} loads the program. */
    public void setAutoload(long program, boolean load) {
        call("bpf_program__set_autoload", program, load ? 1 : 0, 0, 0);
    }

    /** The loaded program's descriptor. */
    public int programDescriptor(long program) {
        return (int) call("bpf_program__fd", program, 0, 0, 0);
    }

    /** Where the verifier writes when it refuses; the memory has to live until the object is loaded. */
    public void setLog(long program, MemorySegment log) {
        call("bpf_program__set_log_buf", program, log.address(), log.byteSize(), 0);
    }

    /** Text that ends with a zero byte or with the segment. */
    public static String text(MemorySegment memory) {
        int length = 0;
        while (length < memory.byteSize() && memory.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, length);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Attaches where the section says, and gives a link; {@code bpf_program__attach}. */
    public long attach(long program) {
        return call("bpf_program__attach", program, 0, 0, 0);
    }

    /**
     * Attaches to a cgroup or a device by a link without an object of libbpf; {@code bpf_link_create}.
     *
     * @param program loaded
     * @param target descriptor of the cgroup, or index of the device
     * @param kind of {@code enum bpf_attach_type}
     * @return the link's descriptor, or minus errno
     */
    public int link(long program, int target, int kind) {
        return (int) call("bpf_link_create", programDescriptor(program), target, kind, 0);
    }

    /**
     * Prepares an iterator, and gives a link; {@code bpf_program__attach_iter}.
     *
     * @param mapDescriptor the map to walk over, or 0 when it is no map's iterator
     */
    public long attachIterator(long program, int mapDescriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment options = arena.allocate(ITERATOR_OPTIONS_BYTES + ITERATOR_INFO_BYTES, Long.BYTES);
            MemorySegment target = options.asSlice(ITERATOR_OPTIONS_BYTES);
            options.set(JAVA_LONG, 0, ITERATOR_OPTIONS_BYTES);
            target.set(JAVA_INT, 0, mapDescriptor);
            options.set(JAVA_LONG, 8, target.address());
            options.set(JAVA_INT, 16, ITERATOR_INFO_BYTES);
            return call("bpf_program__attach_iter", program, mapDescriptor == 0 ? 0 : options.address(), 0, 0);
        }
    }

    /** A descriptor to read one walk of an iterator from; {@code bpf_iter_create}. */
    public int newIteration(long link) {
        return (int) call("bpf_iter_create", call("bpf_link__fd", link, 0, 0, 0), 0, 0, 0);
    }

    /** Detaches and frees; {@code bpf_link__destroy}. */
    public void destroyLink(long link) {
        call("bpf_link__destroy", link, 0, 0, 0);
    }

    /** The map's name in C. */
    public String mapName(long map) {
        return Native.string(call("bpf_map__name", map, 0, 0, 0));
    }

    /** A fact about the map: {@code type}, {@code fd}, {@code key_size}, {@code value_size}, {@code max_entries}. */
    public int mapFact(long map, String fact) {
        return (int) call("bpf_map__".concat(fact), map, 0, 0, 0);
    }

    /** Changes the size of a map that is not created yet. */
    public int setMaxEntries(long map, int entries) {
        return (int) call("bpf_map__set_max_entries", map, entries, 0, 0);
    }

    /** Lets a map that is not created yet be another object's map. */
    public int reuseMap(long map, int descriptor) {
        return (int) call("bpf_map__reuse_fd", map, descriptor, 0, 0);
    }

    /** Reads an element; of a per-processor map those of all processors, each rounded up to 8 bytes. */
    public int lookupElement(int map, MemorySegment key, MemorySegment value) {
        return (int) library.call(mapLookup, map, key.address(), value.address(), 0, 0, 0);
    }

    /** Sets an element. */
    public int updateElement(int map, MemorySegment key, MemorySegment value) {
        return (int) library.call(mapUpdate, map, key.address(), value.address(), 0, 0, 0);
    }

    /** Removes an element. */
    public int deleteElement(int map, MemorySegment key) {
        return (int) call("bpf_map_delete_elem", map, key.address(), 0, 0);
    }

    /** Gives the key after this one, or the first after {@link MemorySegment#NULL}. */
    public int nextKey(int map, MemorySegment key, MemorySegment next) {
        return (int) call("bpf_map_get_next_key", map, key.address(), next.address(), 0);
    }

    /** Processors that could ever be there: the width of a per-processor map. */
    public int possibleProcessors() {
        return (int) call("libbpf_num_possible_cpus", 0, 0, 0, 0);
    }

    /** Has the kernel measure run times until the descriptor is closed; from kernel 5.8 on. */
    public int measureRunTimes() {
        return (int) call("bpf_enable_stats", STATS_RUN_TIME, 0, 0, 0);
    }

    /** Nanoseconds the program ran while that was measured, or minus errno. */
    public long runTimeNanos(int programDescriptor) {
        info.fill((byte) 0);
        info.set(JAVA_INT, PROGRAM_INFO_BYTES, PROGRAM_INFO_BYTES);
        long length = info.address() + PROGRAM_INFO_BYTES;
        int result = (int) library.call(programInfo, programDescriptor, info.address(), length, 0, 0, 0);
        return result < 0 ? result : info.get(JAVA_LONG, RUN_TIME_OFFSET);
    }

    private long call(String function, long a, long b, long c, long d) {
        MemorySegment address = functions.get(function);
        if (address == null) {
            address = symbols.findOrThrow(function);
            functions.put(function, address);
        }
        return library.call(address, a, b, c, d, 0, 0);
    }
}
