package dev.sonde.ui.desk;

import dev.sonde.core.error.SondeException;

/** How opening something goes. */
public sealed interface Attempt {
    /** Nothing is being opened. */
    record None() implements Attempt {}

    /** {@code what} is being opened; told again when it has come further. */
    record Running(String what) implements Attempt {}

    /** {@code what} is open, and about to be shown. */
    record Done(String what) implements Attempt {}

    /** {@code what} can't be opened; {@code again} tries once more. */
    record Failed(String what, SondeException reason, Runnable again) implements Attempt {}
}
