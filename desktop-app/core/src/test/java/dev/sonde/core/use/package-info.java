@NullMarked
package dev.sonde.core.use;

import org.jspecify.annotations.NullMarked;
