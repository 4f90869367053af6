@NullMarked
package dev.sonde.core.error;

import org.jspecify.annotations.NullMarked;
