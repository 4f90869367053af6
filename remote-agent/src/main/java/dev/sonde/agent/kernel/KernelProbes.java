package dev.sonde.agent.kernel;

import dev.sonde.agent.error.AgentException;
import dev.sonde.agent.kernel.btf.StructLayout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The BPF programs of the agent in the kernel: loaded by {@link #open}, running from {@link #attach} to {@link #close}.
 *
 * <p>Nothing is pinned: the kernel removes all of it when the process ends, however it ends.
 *
 * <p>Thread-safe by one lock; a call waits for the one before it. {@link #poll} and the iterators are meant for one
 * thread that runs by the clock. Handlers run under the lock and must not call back.
 */
public interface KernelProbes extends AutoCloseable {
    /**
     * Loads all programs that this kernel and these privileges permit. Nothing runs yet.
     *
     * @throws AgentException when no exchange could be seen: no BTF, no privileges, or the programs were refused
     */
    static KernelProbes open(Settings settings, Form form) {
        return KernelProbesImpl.open(settings, ObjectFiles.bundled(KernelProbesImpl.decide(form)));
    }

    /** Where the programs of the exchanges are attached; never {@link Form#AUTO}. */
    Form form();

    /** The root of the cgroups of version 2, in a mount that may be the agent's alone; null in {@link Form#TC}. */
    @Nullable
    Path cgroupRoot();

    /**
     * The root of the cgroups that a controller is in charge of, of version 2 or 1; null in {@link Form#TC} and where it can't be seen.
     *
     * @param controller as the kernel names it, such as {@code cpu}
     */
    @Nullable
    Path cgroupRoot(String controller);

    /** What could not be loaded, and is gone without. */
    List<Missing> missing();

    /**
     * Attaches everything. Later calls move the programs of the exchanges to another scope and leave the rest.
     *
     * @throws AgentException when exchanges can be seen nowhere in the scope
     */
    Attachment attach(Scope scope);

    /**
     * Attaches to devices that came since, and leaves those that went. To be called about once a second.
     *
     * @return what is attached now, or null when nothing changed
     */
    @Nullable
    Attachment refresh();

    /**
     * Hands over the records that both rings hold now, and makes their room free. Returns after the records that were
     * there when it began, so it ends however fast new ones come. What is told of a socket as it closes comes after all that
     * was told of it before.
     *
     * <p>When the handler throws, the record it was given counts as taken.
     *
     * @return the number of records
     */
    int poll(RecordHandler handler);

    /** Bytes of the ring of exchanges that wait to be drained. */
    long waitingBytes();

    /** Steers the running programs. */
    Control control();

    /** Local or remote ports, in host byte order; values are of {@code enum port_flag}. */
    KeyTable ports();

    /** Processes to watch, by thread group id in the initial namespace; in effect with {@code OWNER_BY_TGID}. */
    KeyTable tgids();

    /** Names of executables to watch; in effect with {@code OWNER_BY_NAME}. */
    NameTable executables();

    /** Containers to watch, by the beginnings of their ids; in effect with {@code OWNER_BY_CONTAINER}. */
    NameTable containers();

    /** Cgroups to watch, by id (the inode of their directory); in effect with {@code filter_cgroups}. */
    KeyTable cgroups();

    /** Sockets of which every segment is wanted as a chunk, by cookie; values are of {@code enum stream_mode}. */
    KeyTable streams();

    /**
     * Reads what the programs could not send since they were loaded, summed over the processors and the objects.
     *
     * @param byCause filled by {@code enum loss_cause}; at least {@code LOSS_CAUSES} long
     */
    void losses(long[] byCause);

    /**
     * Walks over all processes and hands over each TCP socket one of them holds, as {@code struct owner_row}.
     *
     * @return the number of rows, or -1 when the kernel does not permit it (then {@link #missing} says why)
     */
    int owners(RecordHandler handler);

    /**
     * Walks over all TCP connections of the network namespace of the agent, as {@code struct tcp_row}.
     *
     * @return the number of rows, or -1 when the kernel does not permit it
     */
    int connections(RecordHandler handler);

    /**
     * Makes the kernel send the settlements of connections that are idle. They arrive with the next {@link #poll}.
     *
     * @return whether the kernel permits it
     */
    boolean settleIdle();

    /**
     * Has the kernel measure how long the programs run, until {@link #endRunTime}. It does so for all programs of the machine, which
     * costs each of their runs some tens of nanoseconds: for a moment, not for long.
     *
     * @return whether the kernel permits it; it asks for {@code CAP_SYS_ADMIN} (bpf_enable_stats in kernel/bpf/syscall.c)
     */
    boolean beginRunTime();

    /** Ends what {@link #beginRunTime} began: nanoseconds that the programs ran since. */
    long endRunTime();

    /**
     * Where the fields of a struct are that crosses from the kernel.
     *
     * @throws IllegalArgumentException when the objects know no such struct
     */
    StructLayout layout(String struct);

    /**
     * The value of a constant of an enum of the kernel programs, for example {@code RECORD_EXCHANGE}.
     *
     * @throws IllegalArgumentException when the objects know no such constant
     */
    int constant(String enumerator);

    /** Detaches and unloads everything. May be called twice, and from any thread. */
    @Override
    void close();
}
