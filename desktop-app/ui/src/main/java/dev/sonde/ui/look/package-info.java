/** How the window looks: the theme in use, its colours and fonts for painters, icons. */
@NullMarked
package dev.sonde.ui.look;

import org.jspecify.annotations.NullMarked;
