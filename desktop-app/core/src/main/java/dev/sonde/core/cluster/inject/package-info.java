/** How agents get into a cluster: which, where, in which form, and the exact text that is sent for it. */
@NullMarked
package dev.sonde.core.cluster.inject;

import org.jspecify.annotations.NullMarked;
