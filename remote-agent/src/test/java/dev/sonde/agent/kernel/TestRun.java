package dev.sonde.agent.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Has a loaded cgroup program run on a made-up packet, through {@code bpf_prog_test_run_opts}. */
final class TestRun {
    private static final int OPTIONS_BYTES = 80;
    private static final int ETHERNET_BYTES = 14;

    private final MethodHandle run = Linker.nativeLinker()
            .downcallHandle(
                    SymbolLookup.libraryLookup("libbpf.so.1", Arena.global()).findOrThrow("bpf_prog_test_run_opts"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private final MemorySegment packet = Arena.global().allocate(128, 8);
    private final MemorySegment options = Arena.global().allocate(OPTIONS_BYTES, 8);

    /** Has the sample's producer write records; at most 512 at once. */
    void produce(int program, int records, int bytes, int discardEvery) {
        packet.set(ValueLayout.JAVA_INT_UNALIGNED, ETHERNET_BYTES, records);
        packet.set(ValueLayout.JAVA_INT_UNALIGNED, ETHERNET_BYTES + 4, bytes);
        packet.set(ValueLayout.JAVA_INT_UNALIGNED, ETHERNET_BYTES + 8, discardEvery);
        options.fill((byte) 0);
        options.set(ValueLayout.JAVA_LONG, 0, OPTIONS_BYTES);
        options.set(ValueLayout.ADDRESS, 8, packet);
        options.set(ValueLayout.JAVA_INT, 24, (int) packet.byteSize());
        options.set(ValueLayout.JAVA_INT, 60, 1);
        try {
            int result = (int) run.invokeExact(program, options);
            if (result != 0) {
                throw new IllegalStateException("test run: " + result);
            }
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
