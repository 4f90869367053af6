/**
 * The map: who calls whom, and where it hurts. GraphStream holds the graph and answers what is asked of it, ELK lays it out,
 * and an own painter draws it, so that every text is sharp and every pixel is where it belongs.
 */
@NullMarked
package dev.sonde.ui.map;

import org.jspecify.annotations.NullMarked;
