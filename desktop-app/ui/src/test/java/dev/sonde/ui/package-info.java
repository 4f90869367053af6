/** What the window promises as a whole: what it may know, and how it is worked with. */
@NullMarked
package dev.sonde.ui;

import org.jspecify.annotations.NullMarked;
