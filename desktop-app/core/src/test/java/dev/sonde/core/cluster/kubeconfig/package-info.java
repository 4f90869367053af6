@NullMarked
package dev.sonde.core.cluster.kubeconfig;

import org.jspecify.annotations.NullMarked;
