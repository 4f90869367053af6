/** Where the user is: view, scope, time, baseline, filter and selection, with a history. */
@NullMarked
package dev.sonde.core.navigation;

import org.jspecify.annotations.NullMarked;
