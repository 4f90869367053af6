package dev.sonde.core.filter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the values of a {@link FilterTerm}: they are alternatives. */
public sealed interface FilterValue {
    /** The text, without regard to case; {@code *} in it stands for any part. */
    record Text(String pattern) implements FilterValue {}

    /** Text in which a regular expression is found. */
    record Regex(String pattern) implements FilterValue {
        /** Compiles it. */
        public Pattern compile() {
            return Pattern.compile(pattern);
        }
    }

    /** A number that compares so. */
    record Compare(Operator operator, long number) implements FilterValue {}

    /** A number between two others, both included; null is open. */
    record Between(@Nullable Long low, @Nullable Long high) implements FilterValue {}

    /** True or false. */
    record Truth(boolean value) implements FilterValue {}

    /** How a number is compared. */
    enum Operator {
        /** Equal. */
        EQUAL(""),
        /** Less. */
        LESS("<"),
        /** Less or equal. */
        LESS_OR_EQUAL("<="),
        /** More. */
        MORE(">"),
        /** More or equal. */
        MORE_OR_EQUAL(">=");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }
    }
}
