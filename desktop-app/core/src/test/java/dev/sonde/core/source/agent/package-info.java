/** Tests of local agents. */
@NullMarked
package dev.sonde.core.source.agent;

import org.jspecify.annotations.NullMarked;
