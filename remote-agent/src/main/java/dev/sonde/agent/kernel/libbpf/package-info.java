/**
 * Hand-written bindings to libbpf and the few functions of libc that it takes to use it.
 *
 * <p>There is one native call shape (six longs to a long, errno captured in the call), because each further shape costs
 * class loading at the start of the agent.
 */
@NullMarked
package dev.sonde.agent.kernel.libbpf;

import org.jspecify.annotations.NullMarked;
