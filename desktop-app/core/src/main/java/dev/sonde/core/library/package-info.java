/** The recordings on this computer: listed without being opened, renamed, thrown away and taken back. */
@NullMarked
package dev.sonde.core.library;

import org.jspecify.annotations.NullMarked;
