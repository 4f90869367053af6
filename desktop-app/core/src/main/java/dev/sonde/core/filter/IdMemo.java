package dev.sonde.core.filter;

import java.util.function.IntPredicate;

/** Asks a question once for each id, and remembers. Belongs to one thread. */
final class IdMemo {
    private final IntPredicate question;
    private final byte[] answers;

    /** Ids from 0 up to {@code count}; higher ones are asked each time. */
    IdMemo(int count, IntPredicate question) {
        this.answers = new byte[count];
        this.question = question;
    }

    boolean test(int id) {
        if (id >= answers.length) {
            return question.test(id);
        }
        byte answer = answers[id];
        if (answer == 0) {
            answer = (byte) (question.test(id) ? 1 : 2);
            answers[id] = answer;
        }
        return answer == 1;
    }
}
