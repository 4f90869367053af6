package dev.sonde.ui.overview;

import dev.sonde.core.filter.FilterField;
import dev.sonde.core.filter.FilterTerm;
import dev.sonde.core.table.By;
import dev.sonde.ui.workspace.Moment;
import java.util.List;

/** By what the Overview's table is grouped. It is a part of the address of the view. */
enum GroupBy {
    /** By service. */
    SERVICE("Service", By.SERVICE, FilterField.SERVICE),
    /** By workload. */
    WORKLOAD("Workload", By.WORKLOAD, FilterField.WORKLOAD),
    /** By pod. */
    POD("Pod", By.POD, FilterField.POD),
    /** By node. */
    NODE("Node", By.NODE, FilterField.NODE);

    private static final String FRAME = "by:";

    private final String title;
    private final By by;
    private final FilterField field;

    GroupBy(String title, By by, FilterField field) {
        this.title = title;
        this.by = by;
        this.field = field;
    }

    /** The one that a moment asks for. */
    static GroupBy of(Moment moment) {
        String frame = moment.state().frame();
        for (GroupBy each : values()) {
            if (frame.equals(each.frame())) {
                return each;
            }
        }
        return SERVICE;
    }

    /** The one with a title. */
    static GroupBy titled(String title) {
        for (GroupBy each : values()) {
            if (each.title.equals(title)) {
                return each;
            }
        }
        return SERVICE;
    }

    /** All titles, in order. */
    static List<String> titles() {
        return List.of(SERVICE.title, WORKLOAD.title, POD.title, NODE.title);
    }

    /** For people. */
    String title() {
        return title;
    }

    /** For tables. */
    By by() {
        return by;
    }

    /** For the address of the view. */
    String frame() {
        return this == SERVICE ? "" : FRAME + by;
    }

    /** What keeps one of them only. */
    FilterTerm term(String name) {
        return FilterTerm.is(field, name);
    }
}
