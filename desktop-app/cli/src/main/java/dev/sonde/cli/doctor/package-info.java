/** What this machine permits, and what Sonde left behind. */
@NullMarked
package dev.sonde.cli.doctor;

import org.jspecify.annotations.NullMarked;
