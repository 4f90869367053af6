package dev.sonde.core.naming;

import java.util.Comparator;

/**
 * The order in which people look for names: what is numbered by its number, {@code web-9} before {@code web-10}, and whatever the case of its letters.
 * Only names that are equal are the same to it.
 */
public final class NameOrder implements Comparator<String> {
    /** The only one there is. */
    public static final Comparator<String> NAMES = new NameOrder();

    private NameOrder() {}

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            if (isDigit(one.charAt(i)) && isDigit(other.charAt(j))) {
                int oneEnd = end(one, i);
                int otherEnd = end(other, j);
                int order = numbers(one, i, oneEnd, other, j, otherEnd);
                if (order != 0) {
                    return order;
                }
                i = oneEnd;
                j = otherEnd;
            } else {
                int order = Character.compare(
                        Character.toLowerCase(one.charAt(i++)), Character.toLowerCase(other.charAt(j++)));
                if (order != 0) {
                    return order;
                }
            }
        }
        int order = Integer.compare(one.length() - i, other.length() - j);
        return order != 0 ? order : one.compareTo(other);
    }

    /** However long they are: a digit more is more, and leading zeros are nothing. */
    private static int numbers(String one, int i, int oneEnd, String other, int j, int otherEnd) {
        int from = withoutZeros(one, i, oneEnd);
        int otherFrom = withoutZeros(other, j, otherEnd);
        int order = Integer.compare(oneEnd - from, otherEnd - otherFrom);
        for (int k = 0; order == 0 && from + k < oneEnd; k++) {
            order = Character.compare(one.charAt(from + k), other.charAt(otherFrom + k));
        }
        return order;
    }

    private static int withoutZeros(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }

    private static int end(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
