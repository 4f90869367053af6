@NullMarked
package dev.sonde.ui.palette;

import org.jspecify.annotations.NullMarked;
