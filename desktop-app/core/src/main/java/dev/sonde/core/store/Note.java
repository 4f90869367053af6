package dev.sonde.core.store;

/**
 * What somebody noted at a moment of the session.
 *
 * @param id drawn by whoever wrote it; a later note with the same id replaces it
 * @param unixNanos the moment that it is about
 * @param author who wrote it, or empty
 * @param text what it says; empty takes the note away
 * @param link address of the view that it was written in, or empty
 */
public record Note(long id, long unixNanos, String author, String text, String link) {}
