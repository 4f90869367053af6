package dev.sonde.agent.kernel.btf;

/** The bytes are no BPF object, or a broken one. The message says what is wrong with them. */
public final class MalformedObjectException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedObjectException(String message) {
        super(message);
    }
}
