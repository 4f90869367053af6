/** Tests of how things are drawn. */
@NullMarked
package dev.sonde.ui.look;

import org.jspecify.annotations.NullMarked;
