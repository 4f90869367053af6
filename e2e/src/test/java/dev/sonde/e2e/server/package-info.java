/** Real servers that the tests start for themselves, each in a folder of its own. */
@NullMarked
package dev.sonde.e2e.server;

import org.jspecify.annotations.NullMarked;
