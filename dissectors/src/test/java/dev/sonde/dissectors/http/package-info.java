/** Tests of reading HTTP. */
@NullMarked
package dev.sonde.dissectors.http;

import org.jspecify.annotations.NullMarked;
