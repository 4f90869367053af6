/** The product as its users run it, against real servers on the real kernel, with the truth from somebody else's books. */
@NullMarked
package dev.sonde.e2e;

import org.jspecify.annotations.NullMarked;
