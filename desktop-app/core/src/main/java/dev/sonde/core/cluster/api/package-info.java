/** The API server of one cluster: requests as they go over the wire, answers and failures in words for people. */
@NullMarked
package dev.sonde.core.cluster.api;

import org.jspecify.annotations.NullMarked;
