package dev.sonde.agent.kernel;

import java.util.List;

/**
 * What was attached.
 *
 * @param points for people: each program and the place where it runs now
 * @param widened whether a program had to be attached above the place that was asked for, so that the filter
 *     {@link KernelProbes#cgroups()} is needed to see only what was asked for
 * @param missing what could not be attached and is gone without
 */
public record Attachment(List<String> points, boolean widened, List<Missing> missing) {
    /** Copies the lists. */
    public Attachment {
        points = List.copyOf(points);
        missing = List.copyOf(missing);
    }
}
