package dev.sonde.core.cluster.scope;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Walks over the fields of messages in protobuf's wire form, of which most are of no interest. */
final class WireFields {
    private static final int TYPE_BITS = 3;
    private static final long NANOS = 1_000_000_000L;

    private WireFields() {}

    /** Takes a field. */
    interface Taker {
        /** Reads the value of a field; false to have it skipped. */
        boolean take(int number, CodedInputStream in) throws IOException;
    }

    /** A value of a map. */
    interface Value<T> {
        T read(CodedInputStream in) throws IOException;
    }

    static int number(int tag) {
        return tag >>> TYPE_BITS;
    }

    /** All fields to the end. */
    static void all(CodedInputStream in, Taker taker) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (!taker.take(number(tag), in)) {
                in.skipField(tag);
            }
        }
    }

    /** All fields of a message that is a field itself. */
    static void message(CodedInputStream in, Taker taker) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        all(in, taker);
        in.popLimit(outer);
    }

    /** Puts one entry of a map with keys of text into a map. */
    static <T> void entry(CodedInputStream in, Map<String, T> into, T none, Value<T> value) throws IOException {
        String[] key = {""};
        Map<String, T> read = HashMap.newHashMap(1);
        message(in, (number, field) -> {
            switch (number) {
                case 1 -> key[0] = field.readString();
                case 2 -> read.put("", value.read(field));
                default -> {
                    return false;
                }
            }
            return true;
        });
        into.put(key[0], read.getOrDefault("", none));
    }

    /** A time of the API in Unix nanoseconds. */
    static long time(CodedInputStream in) throws IOException {
        long[] nanos = {0};
        message(in, (number, field) -> {
            switch (number) {
                case 1 -> nanos[0] += field.readInt64() * NANOS;
                case 2 -> nanos[0] += field.readInt32();
                default -> {
                    return false;
                }
            }
            return true;
        });
        return nanos[0];
    }

    /** The first field of a message, a text; empty when it has none. */
    static String first(CodedInputStream in) throws IOException {
        String[] text = {""};
        message(in, (number, field) -> {
            if (number != 1) {
                return false;
            }
            text[0] = field.readString();
            return true;
        });
        return text[0];
    }
}
