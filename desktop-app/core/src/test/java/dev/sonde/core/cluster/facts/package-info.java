@NullMarked
package dev.sonde.core.cluster.facts;

import org.jspecify.annotations.NullMarked;
