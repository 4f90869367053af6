@NullMarked
package dev.sonde.ui.grid;

import org.jspecify.annotations.NullMarked;
