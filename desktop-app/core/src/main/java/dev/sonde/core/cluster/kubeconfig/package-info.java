/** Contexts of the user's kubeconfig: which there are, and what is wrong with those that can't be used. */
@NullMarked
package dev.sonde.core.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
