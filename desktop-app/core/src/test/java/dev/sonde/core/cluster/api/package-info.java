@NullMarked
package dev.sonde.core.cluster.api;

import org.jspecify.annotations.NullMarked;
