/** The window: what starts it, and what makes pictures of it. */
@NullMarked
package dev.sonde.ui;

import org.jspecify.annotations.NullMarked;
