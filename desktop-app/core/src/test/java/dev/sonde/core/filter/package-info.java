@NullMarked
package dev.sonde.core.filter;

import org.jspecify.annotations.NullMarked;
