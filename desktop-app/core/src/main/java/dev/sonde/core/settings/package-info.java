/** What the user has set, as a file that people read and write. */
@NullMarked
package dev.sonde.core.settings;

import org.jspecify.annotations.NullMarked;
