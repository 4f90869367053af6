/** HTTP/1.0 and 1.1 (RFC 9112). */
@NullMarked
package dev.sonde.dissectors.http;

import org.jspecify.annotations.NullMarked;
