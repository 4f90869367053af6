/** What the user sets: how it is kept, how it takes force, and the page that shows it. */
@NullMarked
package dev.sonde.ui.settings;

import org.jspecify.annotations.NullMarked;
