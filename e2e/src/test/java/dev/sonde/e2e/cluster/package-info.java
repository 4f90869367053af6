/** A real Kubernetes, and what runs in it. */
@NullMarked
package dev.sonde.e2e.cluster;

import org.jspecify.annotations.NullMarked;
