@NullMarked
package dev.sonde.core.topology;

import org.jspecify.annotations.NullMarked;
