/** What containers use of the processor time and the memory that they may have, and how they fare. */
@NullMarked
package dev.sonde.core.use;

import org.jspecify.annotations.NullMarked;
