/** Tests of tooltips. */
@NullMarked
package dev.sonde.ui.tip;

import org.jspecify.annotations.NullMarked;
