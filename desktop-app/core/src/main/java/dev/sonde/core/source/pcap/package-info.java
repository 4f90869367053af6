/**
 * Packet captures as a source: the file formats, the link and network layers, TCP put back in order, and batches as an
 * agent would send them.
 */
@NullMarked
package dev.sonde.core.source.pcap;

import org.jspecify.annotations.NullMarked;
