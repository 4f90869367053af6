@NullMarked
package dev.sonde.protocol.columns;

import org.jspecify.annotations.NullMarked;
