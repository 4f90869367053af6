/** Tests of the settings. */
@NullMarked
package dev.sonde.core.settings;

import org.jspecify.annotations.NullMarked;
