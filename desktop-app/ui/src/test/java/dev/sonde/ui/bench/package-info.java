/** What the window costs under load: started by scripts of {@code bench/}. */
@NullMarked
package dev.sonde.ui.bench;

import org.jspecify.annotations.NullMarked;
