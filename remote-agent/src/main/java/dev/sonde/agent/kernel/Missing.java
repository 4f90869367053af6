package dev.sonde.agent.kernel;

/**
 * Something that this kernel or these privileges do not permit, and without which the agent goes on.
 *
 * @param program the BPF program, or empty when it is not about one
 * @param what what the user will not see
 * @param why the cause, in words
 * @param remedy what would bring it back
 */
public record Missing(String program, String what, String why, String remedy) {}
