/** What of a cluster is watched: namespaces, workloads, pods and nodes, as the user chooses among them. */
@NullMarked
package dev.sonde.core.cluster.scope;

import org.jspecify.annotations.NullMarked;
