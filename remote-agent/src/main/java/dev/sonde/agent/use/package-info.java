/** What the kernel counts for containers: processor time, memory, and how near they are to their limits. */
@NullMarked
package dev.sonde.agent.use;

import org.jspecify.annotations.NullMarked;
