/** What sells: products and orders, kept in MariaDB. */
@NullMarked
package dev.sonde.shop.orders;

import org.jspecify.annotations.NullMarked;
