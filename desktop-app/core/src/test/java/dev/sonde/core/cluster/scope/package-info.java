@NullMarked
package dev.sonde.core.cluster.scope;

import org.jspecify.annotations.NullMarked;
