/** The filter language: one expression, understood by all views. */
@NullMarked
package dev.sonde.core.filter;

import org.jspecify.annotations.NullMarked;
