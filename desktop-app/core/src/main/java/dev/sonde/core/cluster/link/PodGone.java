package dev.sonde.core.cluster.link;

import dev.sonde.core.error.SondeException;

/** Tells a pod that vanished from other failures: trying there again is of no use. */
final class PodGone {
    static final String CODE = "SD-2324";

    private PodGone() {}

    static boolean is(SondeException failure) {
        return failure.code().equals(CODE) || failure.code().equals("SD-2310");
    }
}
