/** Tests of what the window remembers. */
@NullMarked
package dev.sonde.ui.layout;

import org.jspecify.annotations.NullMarked;
