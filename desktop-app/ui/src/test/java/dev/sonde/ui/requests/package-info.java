/** What the Requests view leads to. */
@NullMarked
package dev.sonde.ui.requests;

import org.jspecify.annotations.NullMarked;
