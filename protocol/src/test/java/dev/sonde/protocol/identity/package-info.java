@NullMarked
package dev.sonde.protocol.identity;

import org.jspecify.annotations.NullMarked;
