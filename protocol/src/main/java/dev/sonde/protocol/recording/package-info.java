/** The recording file, {@code .sonde}: what a session streamed, readable after any accident. */
@NullMarked
package dev.sonde.protocol.recording;

import org.jspecify.annotations.NullMarked;
