/** What stands out among slow and failed calls, against truth by brute force and against planted faults. */
@NullMarked
package dev.sonde.core.change;

import org.jspecify.annotations.NullMarked;
