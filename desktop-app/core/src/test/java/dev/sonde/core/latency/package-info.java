@NullMarked
package dev.sonde.core.latency;

import org.jspecify.annotations.NullMarked;
