/** What is looked at before anything in a cluster is changed. */
@NullMarked
package dev.sonde.core.cluster.preflight;

import org.jspecify.annotations.NullMarked;
