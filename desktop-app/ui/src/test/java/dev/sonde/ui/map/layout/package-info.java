@NullMarked
package dev.sonde.ui.map.layout;

import org.jspecify.annotations.NullMarked;
