/** The demo: a small shop of real programs on this machine, with a fault planted. */
@NullMarked
package dev.sonde.cli.demo;

import org.jspecify.annotations.NullMarked;
