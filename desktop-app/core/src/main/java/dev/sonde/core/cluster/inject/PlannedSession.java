package dev.sonde.core.cluster.inject;

import dev.sonde.protocol.identity.Fingerprint;
import dev.sonde.protocol.identity.SessionIdentity;
import java.security.SecureRandom;

/**
 * What the agents of one session have in common: its name, and the workstation's key, of which only the fingerprint is sent.
 * Its text holds no secret.
 */
public final class PlannedSession {
    private static final String LETTERS = "bcdfghjkmnpqrstvwxz2456789";
    private static final int LETTERS_COUNT = 5;

    /** Stands where an agent's fingerprint will be, until the agent has told it. */
    private static final Fingerprint NOT_YET = new Fingerprint("sha256:" + "0".repeat(64));

    private final String id;
    private final SessionIdentity key;

    private PlannedSession(String id, SessionIdentity key) {
        this.id = id;
        this.key = key;
    }

    /** A new session with new keys. */
    public static PlannedSession make() {
        return new PlannedSession(word(), SessionIdentity.make(SessionIdentity.WORKSTATION_NAME, NOT_YET));
    }

    /** A few letters and digits that were not used before, as far as chance goes. */
    static String word() {
        SecureRandom random = new SecureRandom();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < LETTERS_COUNT; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    /** Its name in the names of containers. */
    public String id() {
        return id;
    }

    /** Of the workstation's certificate: the only client that the agents will serve. */
    public Fingerprint workstation() {
        return key.fingerprint();
    }

    /** The workstation's side of the talk with an agent that showed this fingerprint. */
    public SessionIdentity towards(Fingerprint agent) {
        return new SessionIdentity(key.key(), key.certificate(), agent);
    }

    /** The workstation's side as it is before any agent has told how it is known. */
    public SessionIdentity alone() {
        return key;
    }

    @Override
    public String toString() {
        return "session " + id;
    }
}
