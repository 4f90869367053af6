package dev.sonde.agent.kernel;

/**
 * The kernel's no to one program.
 *
 * @param program the program's name in C
 * @param section its section, which says its kind
 * @param errno why, as a number
 * @param log what the verifier wrote, or empty
 */
record Refusal(String program, String section, int errno, String log) {}
