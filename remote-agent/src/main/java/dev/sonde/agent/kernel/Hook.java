package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.BpfObject.Program;
import java.util.List;

/**
 * One direction in which a program of the exchanges sees packets.
 *
 * @param program what is attached
 * @param name of the direction or, of a program that has one only, its own: for people
 * @param kind where, {@code enum bpf_attach_type} of {@code linux/bpf.h}
 */
record Hook(Program program, String name, int kind) {
    private static final int CGROUP_INGRESS = 0;
    private static final int CGROUP_EGRESS = 1;
    /** From Linux 6.6 on. */
    private static final int TCX_INGRESS = 46;

    private static final int TCX_EGRESS = 47;

    /** Where a program attaches, by its section; none of a program that is not for exchanges. */
    static List<Hook> of(Program program) {
        return switch (program.section()) {
            case LoadedObjects.CGROUP -> both(program, CGROUP_INGRESS, CGROUP_EGRESS);
            case LoadedObjects.DEVICE -> both(program, TCX_INGRESS, TCX_EGRESS);
            case "cgroup_skb/ingress" -> List.of(new Hook(program, program.name(), CGROUP_INGRESS));
            case "cgroup_skb/egress" -> List.of(new Hook(program, program.name(), CGROUP_EGRESS));
            default -> List.of();
        };
    }

    private static List<Hook> both(Program program, int ingress, int egress) {
        return List.of(new Hook(program, "ingress", ingress), new Hook(program, "egress", egress));
    }
}
