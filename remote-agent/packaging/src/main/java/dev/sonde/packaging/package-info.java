/** Makes what is shipped of the agent: its home directory and its OCI image. Runs in the build, not in the product. */
@NullMarked
package dev.sonde.packaging;

import org.jspecify.annotations.NullMarked;
