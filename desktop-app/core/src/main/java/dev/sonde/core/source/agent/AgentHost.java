package dev.sonde.core.source.agent;

import dev.sonde.core.error.SondeException;

/** What an agent runs in, a process of this machine or a container of a cluster: asked for words when the agent is lost. */
public interface AgentHost {
    /** The last lines it said on standard error, on one line; empty when there are none. */
    String lastWords();

    /** An error with the last words as its reason. */
    SondeException failure(String code, String what);

    /** An error that says how it ended. May wait a moment for that to be known. */
    SondeException ended() throws InterruptedException;
}
