/** The protocol of MySQL and MariaDB, as their documentation of client and server gives it. */
@NullMarked
package dev.sonde.dissectors.mysql;

import org.jspecify.annotations.NullMarked;
