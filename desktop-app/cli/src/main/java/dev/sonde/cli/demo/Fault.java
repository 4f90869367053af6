package dev.sonde.cli.demo;

import java.util.Locale;

/** What can be planted in the shop, each with a known answer. */
public enum Fault {
    /** Nothing. */
    NONE("Nothing is wrong with it."),
    /** An index of the table of orders is dropped: reading a customer's orders scans all of it. */
    MISSING_INDEX("Somebody dropped an index: find the statement that became slow."),
    /** The stock service takes its time with every answer. */
    SLOW_DEPENDENCY("One service makes the others wait: find which."),
    /** The stock service fails now and then. */
    ERROR_BURST("Pages fail now and then: find the service that fails first.");

    private final String task;

    Fault(String task) {
        this.task = task;
    }

    /** The shop's own name of it, as on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What there is to find out. */
    public String task() {
        return task;
    }
}
