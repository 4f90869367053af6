@NullMarked
package dev.sonde.core.series;

import org.jspecify.annotations.NullMarked;
