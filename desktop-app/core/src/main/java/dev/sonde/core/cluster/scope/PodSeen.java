package dev.sonde.core.cluster.scope;

/**
 * A pod at a moment.
 *
 * @param version of the object: a watch goes on from there
 */
record PodSeen(PodInfo info, PodContainers containers, String version) {}
