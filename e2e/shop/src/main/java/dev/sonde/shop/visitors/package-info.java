/** People in the shop: a load that keeps exact books. */
@NullMarked
package dev.sonde.shop.visitors;

import org.jspecify.annotations.NullMarked;
