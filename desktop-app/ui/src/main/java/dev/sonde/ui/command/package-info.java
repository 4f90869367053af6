/** Everything that can be done by name or key: one table that sheet, palette, menus, tooltips and the keyboard read. */
@NullMarked
package dev.sonde.ui.command;

import org.jspecify.annotations.NullMarked;
