/**
 * The kernel side as the rest of the agent sees it: load, attach, drain, steer and detach the BPF programs.
 *
 * <p>{@link dev.sonde.agent.kernel.KernelProbes} is the entrance. Nothing outside this package knows libbpf.
 */
@NullMarked
package dev.sonde.agent.kernel;

import org.jspecify.annotations.NullMarked;
