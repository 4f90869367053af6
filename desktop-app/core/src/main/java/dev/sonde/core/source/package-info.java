/** Where batches come from: a live agent, a recording, a capture. */
@NullMarked
package dev.sonde.core.source;

import org.jspecify.annotations.NullMarked;
