package dev.sonde.core.cluster.api;

/** An answer of the API server that is on its way. */
public interface Coming<T> {
    /**
     * Waits for it.
     *
     * @throws dev.sonde.core.error.SondeException if the API server does not answer
     */
    T await();
}
