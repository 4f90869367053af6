package dev.sonde.core.cluster.link;

import dev.sonde.core.error.SondeException;
import java.util.Set;

/** Tells failures after which trying in the same pod is of no use from those that may pass. */
final class NoPlace {
    /** The pod vanished. */
    static final String GONE = "SD-2324";

    /** The kernel ended the agent, as the pod's memory was used up. */
    static final String OUT_OF_MEMORY = "SD-2326";

    /** Where debug pods were to be made there is nothing. */
    static final String NO_NAMESPACE = "SD-2327";

    /** The container can't be started in that pod. */
    static final String NOT_STARTED = "SD-2322";

    /** The image is not there, and would not be in another pod of that node. */
    static final String NO_IMAGE = "SD-2328";

    /** The agent left, as nobody was there for longer than its lease. */
    static final String LEFT = "SD-2329";

    /** No port-forward leads to it. */
    static final String NO_FORWARD = "SD-2325";

    /** Refused by the API server, or for missing rights. */
    private static final Set<String> REFUSED =
            Set.of("SD-2308", "SD-2309", NO_FORWARD, OUT_OF_MEMORY, NO_NAMESPACE, NOT_STARTED);

    /** The API server does not answer. */
    private static final String UNREACHABLE = "SD-2305";

    private NoPlace() {}

    /** Whether nobody was there to ask. */
    static boolean isUnreachable(SondeException failure) {
        return failure.code().equals(UNREACHABLE);
    }

    /** Whether the pod is not there any more: nothing was wrong with it. */
    static boolean isGone(SondeException failure) {
        return failure.code().equals(GONE) || failure.code().equals("SD-2310");
    }

    /** Whether trying again, there or in another pod of the node, would end in the same. */
    static boolean isForGood(SondeException failure) {
        return failure.code().equals(NO_IMAGE);
    }

    /** Whether an agent can't be in that pod. */
    static boolean is(SondeException failure) {
        return isGone(failure) || REFUSED.contains(failure.code());
    }
}
