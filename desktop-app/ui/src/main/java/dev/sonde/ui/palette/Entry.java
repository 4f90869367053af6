package dev.sonde.ui.palette;

import dev.sonde.themes.Icon;

/**
 * Something that the palette finds.
 *
 * @param kind what it is
 * @param title what it is called, which is searched
 * @param detail what is said beside it
 * @param run what Enter does
 */
public record Entry(Kind kind, String title, Detail detail, Runnable run) {
    /**
     * What is said beside a title.
     *
     * @param note what it belongs to, in words
     * @param key its key, or empty
     * @param weight how much there is of it, for the order among equals
     */
    public record Detail(String note, String key, long weight) {}

    /** Kinds of what can be found. */
    public enum Kind {
        /** A command. */
        COMMAND("Command", Icon.COMMAND),
        /** A service. */
        SERVICE("Service", Icon.BOX),
        /** An endpoint. */
        ENDPOINT("Endpoint", Icon.LIST_TREE),
        /** A statement. */
        STATEMENT("Statement", Icon.DATABASE),
        /** A process. */
        PROCESS("Process", Icon.CPU),
        /** A note. */
        NOTE("Note", Icon.INFO),
        /** A filter that was in force. */
        FILTER("Filter", Icon.LIST_FILTER),
        /** A link that was pasted. */
        LINK("Link", Icon.ARROW_RIGHT);

        private final String word;
        private final Icon icon;

        Kind(String word, Icon icon) {
            this.word = word;
            this.icon = icon;
        }

        /** What it is called. */
        public String word() {
            return word;
        }

        /** Its icon. */
        public Icon icon() {
            return icon;
        }
    }
}
