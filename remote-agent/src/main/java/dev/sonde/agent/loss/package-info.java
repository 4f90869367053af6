/** What happened and was not recorded, by cause. */
@NullMarked
package dev.sonde.agent.loss;

import org.jspecify.annotations.NullMarked;
