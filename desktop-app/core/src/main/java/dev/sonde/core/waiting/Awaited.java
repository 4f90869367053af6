package dev.sonde.core.waiting;

import org.jspecify.annotations.Nullable;

/**
 * Who has been asked and has not answered yet.
 *
 * @param server who it is
 * @param requests how many have waited for more than a second
 * @param oldest when the first of them was sent, in Unix nanoseconds
 * @param endpoint what that one asks for
 * @param behind whom it waits for itself, or null where that is not seen: there the trouble is, or behind what can't be read
 */
public record Awaited(
        String server,
        int requests,
        long oldest,
        String endpoint,
        @Nullable String behind) {}
