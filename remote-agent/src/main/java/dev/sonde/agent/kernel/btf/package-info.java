/**
 * Reads the types of a BPF object: its ELF sections and its BTF. Pure: bytes in, layouts out.
 *
 * <p>The format is described in the kernel's {@code Documentation/bpf/btf.rst} and {@code include/uapi/linux/btf.h}.
 */
@NullMarked
package dev.sonde.agent.kernel.btf;

import org.jspecify.annotations.NullMarked;
