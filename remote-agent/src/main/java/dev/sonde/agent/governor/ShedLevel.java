package dev.sonde.agent.governor;

import java.util.ArrayList;
import java.util.List;

/**
 * What is given up, as one step of a ladder: first captured bytes, then rows, then the look into each exchange.
 *
 * @param step 0 gives up nothing
 */
public record ShedLevel(int step) {
    /** Nothing is given up. */
    public static final ShedLevel NONE = new ShedLevel(0);

    /** Rows become counts from here on. */
    static final int COUNT_ONLY = 2;

    /** One of 1024 exchanges is looked at. */
    static final int LAST = COUNT_ONLY + 10;

    /** What captures in full, or rows, add to the cost of a record. */
    static final double ROWS_COST = 1.35;

    private static final int REQUEST_CAPTURE = 4096;
    private static final int RESPONSE_CAPTURE = 4096;
    private static final int SHORT_REQUEST_CAPTURE = 512;
    private static final int SHORT_RESPONSE_CAPTURE = 256;

    /** Bytes of a request that are captured at most. */
    public int requestCapture() {
        return step >= 1 ? SHORT_REQUEST_CAPTURE : REQUEST_CAPTURE;
    }

    /** Bytes of a response that are captured at most. */
    public int responseCapture() {
        return step >= 1 ? SHORT_RESPONSE_CAPTURE : RESPONSE_CAPTURE;
    }

    /** Whether exchanges are counted without a row each. */
    public boolean countOnly() {
        return step >= COUNT_ONLY;
    }

    /** One of so many exchanges is looked at: a power of two. */
    public int sampleOneIn() {
        return step > COUNT_ONLY ? 1 << (step - COUNT_ONLY) : 1;
    }

    /** For people: what is given up, in the order it is. */
    public List<String> words() {
        List<String> words = new ArrayList<>(3);
        if (step >= 1) {
            words.add("at most " + requestCapture() + " bytes of a request and " + responseCapture()
                    + " of a response are read");
        }
        if (countOnly()) {
            words.add("exchanges are counted by endpoint and status, without a row each");
        }
        if (sampleOneIn() > 1) {
            words.add("one of " + sampleOneIn() + " exchanges is looked into, the others are counted by connection");
        }
        return words;
    }

    ShedLevel up(int steps) {
        return new ShedLevel(Math.min(LAST, step + steps));
    }

    ShedLevel down(int steps) {
        return new ShedLevel(Math.max(0, step - steps));
    }

    /** How many times the cost of records is what it is now, a step below. */
    double growthBelow() {
        return sampleOneIn() > 1 ? 2 : ROWS_COST;
    }
}
