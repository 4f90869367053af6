@NullMarked
package dev.sonde.protocol.recording;

import org.jspecify.annotations.NullMarked;
