/** Facts of the contract between agent and workstation that the messages don't say. */
@NullMarked
package dev.sonde.protocol;

import org.jspecify.annotations.NullMarked;
