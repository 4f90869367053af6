package dev.sonde.agent.kernel;

import dev.sonde.agent.kernel.btf.Btf;
import dev.sonde.agent.kernel.btf.MalformedObjectException;
import dev.sonde.agent.kernel.btf.StructLayout;

/** The types of both objects, looked up in the first and then in the second. Immutable. */
final class Types {
    private final Btf first;
    private final Btf second;

    /**
     * Reads them.
     *
     * @throws dev.sonde.agent.error.AgentException when one is broken
     */
    Types(ObjectFiles files) {
        try {
            first = Btf.ofObject(files.exchanges());
            second = Btf.ofObject(files.connections());
        } catch (MalformedObjectException broken) {
            throw Refusals.mismatch("An object of kernel programs is broken: " + broken.getMessage());
        }
    }

    StructLayout layout(String struct) {
        StructLayout layout = first.struct(struct);
        layout = layout == null ? second.struct(struct) : layout;
        if (layout == null) {
            throw new IllegalArgumentException("The kernel programs have no struct " + struct);
        }
        return layout;
    }

    int constant(String enumerator) {
        Integer value = first.enumerator(enumerator);
        value = value == null ? second.enumerator(enumerator) : value;
        if (value == null) {
            throw new IllegalArgumentException("The kernel programs have no constant " + enumerator);
        }
        return value;
    }
}
