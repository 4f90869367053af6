package dev.sonde.core.cluster.scope;

/**
 * A workload by its name: what owns pods in the end.
 *
 * @param kind {@code Deployment}, {@code StatefulSet}, {@code DaemonSet}, {@code CronJob}, {@code Job}, what else owns it, or
 *     {@code Pod} for a pod that nothing owns
 */
public record WorkloadRef(String kind, String namespace, String name) {}
