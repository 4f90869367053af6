/** What the cluster says of itself, as batches of the same stream: pods, owners, services, nodes, events. */
@NullMarked
package dev.sonde.core.cluster.facts;

import org.jspecify.annotations.NullMarked;
