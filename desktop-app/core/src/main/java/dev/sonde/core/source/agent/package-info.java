/** Live agents as a source: started, connected, kept and ended. */
@NullMarked
package dev.sonde.core.source.agent;

import org.jspecify.annotations.NullMarked;
