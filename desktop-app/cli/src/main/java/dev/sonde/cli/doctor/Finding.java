package dev.sonde.cli.doctor;

/**
 * One thing that was looked at.
 *
 * @param state how it is
 * @param what was looked at
 * @param detail what was found
 * @param remedy what to do, empty when nothing is
 */
public record Finding(State state, String what, String detail, String remedy) {
    /** How a thing is. */
    public enum State {
        /** As it should be. */
        OK,
        /** Some of what Sonde can show is missing. */
        LIMITED,
        /** Nothing can be watched. */
        MISSING
    }
}
