@NullMarked
package dev.sonde.core.navigation;

import org.jspecify.annotations.NullMarked;
