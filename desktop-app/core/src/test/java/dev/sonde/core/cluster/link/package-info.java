@NullMarked
package dev.sonde.core.cluster.link;

import org.jspecify.annotations.NullMarked;
