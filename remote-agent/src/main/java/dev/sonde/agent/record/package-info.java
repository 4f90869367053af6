/** What crosses from the kernel, read by the offsets of the objects' own BTF. */
@NullMarked
package dev.sonde.agent.record;

import org.jspecify.annotations.NullMarked;
