/** Parts of the page that sessions start from. */
@NullMarked
package dev.sonde.ui.connect;

import org.jspecify.annotations.NullMarked;
