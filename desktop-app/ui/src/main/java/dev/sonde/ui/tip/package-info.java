/** Tooltips of what is painted and of rows: beside the pointer, never over what they tell of, computed when they are shown. */
@NullMarked
package dev.sonde.ui.tip;

import org.jspecify.annotations.NullMarked;
