@NullMarked
package dev.sonde.ui.map;

import org.jspecify.annotations.NullMarked;
