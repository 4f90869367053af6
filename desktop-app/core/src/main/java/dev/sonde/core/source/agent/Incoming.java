package dev.sonde.core.source.agent;

import dev.sonde.protocol.v1.Batch;
import java.util.function.Consumer;

/** Takes the batches of one agent as they arrive, and passes on what the session shall see. Used by one thread. */
public interface Incoming {
    /**
     * Takes one.
     *
     * @param arrivedUnixNanos when it came, by this machine's clock
     * @param deliver takes what is passed on: nothing, this one, or those held back before it as well
     */
    void take(Batch batch, long arrivedUnixNanos, Consumer<Batch> deliver);

    /** The connection to the agent stands: what is sent now arrives now. */
    default void connected() {}

    /** Whether the agent shall be asked for its clock now, on a connection that stands; each answer comes as {@link Batch#getEcho()}. */
    boolean wantsPing(long nowUnixNanos);

    /** Passes batches on with their agent's number, and asks for nothing. */
    static Incoming numbered(int number) {
        return new Incoming() {
            @Override
            public void take(Batch batch, long arrivedUnixNanos, Consumer<Batch> deliver) {
                deliver.accept(batch.toBuilder().setAgent(number).build());
            }

            @Override
            public boolean wantsPing(long nowUnixNanos) {
                return false;
            }
        };
    }
}
