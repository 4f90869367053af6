@NullMarked
package dev.sonde.core.architecture;

import org.jspecify.annotations.NullMarked;
