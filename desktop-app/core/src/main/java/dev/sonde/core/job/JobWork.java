package dev.sonde.core.job;

/** Work that gives a result. */
@FunctionalInterface
public interface JobWork<T> {
    /**
     * Does it, on a background thread.
     *
     * @param job asked now and then whether the result is still wanted, told how far the work is
     * @throws Exception if it fails: the failure goes to the failure handler of {@link Jobs}
     */
    T run(Job job) throws Exception;
}
