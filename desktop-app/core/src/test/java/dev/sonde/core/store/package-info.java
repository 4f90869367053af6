@NullMarked
package dev.sonde.core.store;

import org.jspecify.annotations.NullMarked;
