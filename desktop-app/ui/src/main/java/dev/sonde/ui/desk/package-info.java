/** Opening things in the one window: what the window asks of the program around it, and how an attempt goes. */
@NullMarked
package dev.sonde.ui.desk;

import org.jspecify.annotations.NullMarked;
