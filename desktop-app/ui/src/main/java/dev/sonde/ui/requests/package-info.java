/** The Requests view: which requests are slow or failed, and where did each one wait? */
@NullMarked
package dev.sonde.ui.requests;

import org.jspecify.annotations.NullMarked;
