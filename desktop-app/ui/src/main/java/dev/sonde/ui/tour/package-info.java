/** A short walk along the screen for who sees it first. */
@NullMarked
package dev.sonde.ui.tour;

import org.jspecify.annotations.NullMarked;
