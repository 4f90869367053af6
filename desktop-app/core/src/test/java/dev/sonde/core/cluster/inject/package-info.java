@NullMarked
package dev.sonde.core.cluster.inject;

import org.jspecify.annotations.NullMarked;
