package dev.sonde.agent.kernel.libbpf;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions of libc that the agent needs.
 *
 * <p>What fails returns minus errno. Not thread-safe, see {@link Native}.
 */
public final class Libc {
    private static final int O_CLOEXEC = 0x80000;
    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;
    private static final int SC_PAGESIZE = 30;
    private static final int MNT_DETACH = 2;
    private static final int MADV_DONTNEED = 4;
    /** Of {@code struct if_nameindex}: the index, and from byte 8 on the address of the name. */
    private static final int DEVICE_BYTES = 16;

    private final Native library = new Native();
    private final MemorySegment open;
    private final MemorySegment close;
    private final MemorySegment read;
    private final MemorySegment mmap;
    private final MemorySegment munmap;
    private final MemorySegment mount;
    private final MemorySegment umount;
    private final MemorySegment mallocTrim;
    private final MemorySegment madvise;
    private final MemorySegment sysconf;
    private final MemorySegment nameIndex;
    private final MemorySegment freeNameIndex;

    /**
     * A device of this network namespace.
     *
     * @param index the kernel's number of it
     */
    public record Device(int index, String name) {}

    /** Finds the functions. */
    public Libc() {
        SymbolLookup libc = Linker.nativeLinker().defaultLookup();
        open = libc.findOrThrow("open");
        close = libc.findOrThrow("close");
        read = libc.findOrThrow("read");
        mmap = libc.findOrThrow("mmap");
        munmap = libc.findOrThrow("munmap");
        mount = libc.findOrThrow("mount");
        umount = libc.findOrThrow("umount2");
        mallocTrim = libc.findOrThrow("malloc_trim");
        madvise = libc.findOrThrow("madvise");
        sysconf = libc.findOrThrow("sysconf");
        nameIndex = libc.findOrThrow("if_nameindex");
        freeNameIndex = libc.findOrThrow("if_freenameindex");
    }

    /** Opens a path for reading; {@code open(2)}. */
    public int openForReading(CStrings strings, String path) {
        return checkedInt(library.call(open, strings.of(path), O_CLOEXEC, 0, 0, 0, 0));
    }

    /** {@code close(2)}. */
    public void close(int descriptor) {
        library.call(close, descriptor, 0, 0, 0, 0, 0);
    }

    /** {@code read(2)}. */
    public int read(int descriptor, MemorySegment buffer) {
        return (int) checked(library.call(read, descriptor, buffer.address(), buffer.byteSize(), 0, 0, 0));
    }

    /**
     * Maps a descriptor's memory, shared with the kernel; {@code mmap(2)}.
     *
     * @return the address, or minus errno
     */
    public long map(int descriptor, long offset, long bytes, boolean writable) {
        int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
        return checked(library.call(mmap, 0, bytes, protection, MAP_SHARED, descriptor, offset));
    }

    /** {@code munmap(2)}. */
    public void unmap(long address, long bytes) {
        library.call(munmap, address, bytes, 0, 0, 0, 0);
    }

    /** Mounts a file system that needs no device; {@code mount(2)}. */
    public int mount(CStrings strings, String type, String options, String directory) {
        return checkedInt(library.call(
                mount, strings.of(type), strings.of(directory), strings.of(type), 0, strings.of(options), 0));
    }

    /** Takes a mount out of sight; it ends when its last descriptor is closed. {@code umount2(2)}. */
    public int unmountLazily(CStrings strings, String directory) {
        return checkedInt(library.call(umount, strings.of(directory), MNT_DETACH, 0, 0, 0, 0));
    }

    /** Gives memory that libbpf freed back to the kernel; {@code malloc_trim(3)}. */
    public void trim() {
        library.call(mallocTrim, 0, 0, 0, 0, 0, 0);
    }

    /**
     * Takes pages of a file out of this process's memory; when they are touched again they are as in the file, so that they must
     * never have been written to. {@code madvise(2)} with {@code MADV_DONTNEED}.
     */
    public void forgetPages(long address, long bytes) {
        library.call(madvise, address, bytes, MADV_DONTNEED, 0, 0, 0);
    }

    /** Bytes of a page of memory. */
    public int pageBytes() {
        return (int) library.call(sysconf, SC_PAGESIZE, 0, 0, 0, 0, 0);
    }

    /** The devices of this network namespace; none when there was no memory. {@code if_nameindex(3)}. */
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>();
        long all = library.call(nameIndex, 0, 0, 0, 0, 0, 0);
        if (all == 0) {
            return devices;
        }
        long at = all;
        while (Native.MEMORY.get(ValueLayout.JAVA_INT, at) != 0) {
            String name = Native.string(Native.MEMORY.get(ValueLayout.JAVA_LONG, at + 8));
            devices.add(new Device(Native.MEMORY.get(ValueLayout.JAVA_INT, at), name));
            at += DEVICE_BYTES;
        }
        library.call(freeNameIndex, all, 0, 0, 0, 0, 0);
        return devices;
    }

    private long checked(long result) {
        return result == -1 ? -library.errno() : result;
    }

    /** A function that returns an int leaves the upper half of the register undefined. */
    private int checkedInt(long result) {
        return (int) result == -1 ? -library.errno() : (int) result;
    }
}
