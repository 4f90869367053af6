/** Where things lie on the map: plain geometry, tested without a display. */
@NullMarked
package dev.sonde.ui.map.layout;

import org.jspecify.annotations.NullMarked;
