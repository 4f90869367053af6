/** Clusters for the window: its port, brought to the core's access to them. */
@NullMarked
package dev.sonde.cli.kube;

import org.jspecify.annotations.NullMarked;
