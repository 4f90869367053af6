@NullMarked
package dev.sonde.core.job;

import org.jspecify.annotations.NullMarked;
