/** Where the shop's services are. */
@NullMarked
package dev.sonde.shop.net;

import org.jspecify.annotations.NullMarked;
