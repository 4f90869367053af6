package dev.sonde.core.cluster.inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON as YAML for people: the same tree in the same order, short lists of words on one line. */
final class ManifestText {
    private static final int LONGEST_LIST = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Text that YAML would read as something else, or not at all, is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./:@-]*");

    private static final Pattern SPECIAL = Pattern.compile("(?i)true|false|yes|no|on|off|null|.*: .*|.*:");

    private ManifestText() {}

    static String yaml(String json) {
        StringBuilder text = new StringBuilder();
        try {
            fields(text, JSON.readTree(json), "", "");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A manifest is no JSON", e);
        }
        return text.toString();
    }

    private static void fields(StringBuilder text, JsonNode object, String firstIndent, String indent) {
        String before = firstIndent;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            text.append(before).append(field.getKey()).append(':');
            before = indent;
            value(text, field.getValue(), indent);
        }
    }

    private static void value(StringBuilder text, JsonNode value, String indent) {
        if (value.isObject() && !value.isEmpty()) {
            text.append('\n');
            fields(text, value, indent + "  ", indent + "  ");
        } else if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
            text.append('\n');
            for (JsonNode element : value) {
                fields(text, element, indent + "- ", indent + "  ");
            }
        } else if (value.isArray() && inline(value).length() > LONGEST_LIST) {
            text.append('\n');
            for (JsonNode element : value) {
                text.append(indent)
                        .append("- ")
                        .append(quoted(element.asText()))
                        .append('\n');
            }
        } else {
            text.append(' ').append(inline(value)).append('\n');
        }
    }

    private static String inline(JsonNode value) {
        if (value.isArray()) {
            StringBuilder list = new StringBuilder("[");
            for (JsonNode element : value) {
                list.append(list.length() > 1 ? ", " : "").append(quoted(element.asText()));
            }
            return list.append(']').toString();
        }
        if (value.isTextual()) {
            String text = value.asText();
            boolean plain =
                    PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches();
            return plain ? text : quoted(text);
        }
        return value.toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
