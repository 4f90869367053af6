/** Windows of time: the one all views show and the baseline it is compared with. */
@NullMarked
package dev.sonde.core.time;

import org.jspecify.annotations.NullMarked;
