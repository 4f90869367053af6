/** What all views share: the session, where the user is, and how data gets from the background to the screen. */
@NullMarked
package dev.sonde.ui.workspace;

import org.jspecify.annotations.NullMarked;
