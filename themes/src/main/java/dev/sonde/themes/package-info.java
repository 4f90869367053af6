/** Design tokens, themes, fonts and icons. Nothing here needs a display. */
@NullMarked
package dev.sonde.themes;

import org.jspecify.annotations.NullMarked;
