/** Tests of captures as a source. */
@NullMarked
package dev.sonde.core.source.pcap;

import org.jspecify.annotations.NullMarked;
