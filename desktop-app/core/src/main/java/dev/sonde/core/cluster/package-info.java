/** Kubernetes clusters: what is in them, what is put into them, and what comes back. */
@NullMarked
package dev.sonde.core.cluster;

import org.jspecify.annotations.NullMarked;
