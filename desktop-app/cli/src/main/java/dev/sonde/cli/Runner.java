package dev.sonde.cli;

/** What a command does. */
public interface Runner {
    /**
     * Does it.
     *
     * @return the exit status
     * @throws Exception if it failed; the caller says why
     */
    int run(Terminal terminal) throws Exception;
}
