@NullMarked
package dev.sonde.agent.use;

import org.jspecify.annotations.NullMarked;
