/** The agents of a session in a cluster: put in, talked to, replaced, and told to leave. */
@NullMarked
package dev.sonde.core.cluster.link;

import org.jspecify.annotations.NullMarked;
