@NullMarked
package dev.sonde.core.source.recording;

import org.jspecify.annotations.NullMarked;
