package dev.sonde.core.cluster.preflight;

/**
 * One thing that was looked at before anything is changed.
 *
 * @param check what was looked at
 * @param state how it is
 * @param meaning what it means for this session
 * @param detail what was found, in a few words: {@code 14 of 14 verbs}
 * @param remedy what to do, empty when nothing is
 */
public record PreflightFinding(Check check, State state, String meaning, String detail, String remedy) {
    /** What is looked at, in the order it is shown. */
    public enum Check {
        /** Version and reach of the API server. */
        API_SERVER("API server"),
        /** Rights to read what things are called. */
        READ_ACCESS("Read access"),
        /** Rights to put agents in and to talk to them. */
        INJECT_ACCESS("Inject access"),
        /** What Pod Security says of the very patch. */
        POD_SECURITY("Pod Security"),
        /** Kernels of the nodes. */
        KERNEL("Kernel"),
        /** Type data of the kernels. */
        BTF("BTF"),
        /** What the agent may do, and what more would add. */
        CAPABILITIES("Capabilities"),
        /** Whether the agent's image is there or can be fetched. */
        IMAGE("Image"),
        /** Room under the pods' memory limits. */
        MEMORY("Memory"),
        /** What stays behind. */
        RESIDUE("Residue");

        private final String title;

        Check(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    /** How a thing is. */
    public enum State {
        /** As it should be. */
        PASS,
        /** It works, and this is worth to know. */
        TO_KNOW,
        /** It can't work like this. */
        BLOCKED
    }
}
