/** Which pods stand behind the Services of a cluster, and which Services have none. */
@NullMarked
package dev.sonde.core.backing;

import org.jspecify.annotations.NullMarked;
