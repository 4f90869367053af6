/** What the window remembers of how the user arranged it. */
@NullMarked
package dev.sonde.ui.layout;

import org.jspecify.annotations.NullMarked;
