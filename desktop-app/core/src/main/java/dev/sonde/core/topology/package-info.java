/** Who calls whom: services as nodes, calls as edges, with what is known of each and how it stands. */
@NullMarked
package dev.sonde.core.topology;

import org.jspecify.annotations.NullMarked;
