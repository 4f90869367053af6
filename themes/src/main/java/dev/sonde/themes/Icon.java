package dev.sonde.themes;

/**
 * Outline icons on a grid of 24, drawn with a stroke and no fill. They are Lucide's (ISC licence, see
 * {@code icons/Lucide-LICENSE.txt}), with every shape written as one path.
 */
public enum Icon {
    /** Lucide {@code layout-dashboard}. */
    LAYOUT_DASHBOARD(
            "M4 3h5a1 1 0 0 1 1 1v7a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-7a1 1 0 0 1 1 -1z M15 3h5a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1z M15 12h5a1 1 0 0 1 1 1v7a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-7a1 1 0 0 1 1 -1z M4 16h5a1 1 0 0 1 1 1v3a1 1 0 0 1 -1 1h-5a1 1 0 0 1 -1 -1v-3a1 1 0 0 1 1 -1z"),
    /** Lucide {@code list-tree}. */
    LIST_TREE("M8 5h13 M13 12h8 M13 19h8 M3 10a2 2 0 0 0 2 2h3 M3 5v12a2 2 0 0 0 2 2h3"),
    /** Lucide {@code database}. */
    DATABASE("M3 5a9 3 0 1 0 18 0a9 3 0 1 0 -18 0z M3 5V19A9 3 0 0 0 21 19V5 M3 12A9 3 0 0 0 21 12"),
    /** Lucide {@code waypoints}. */
    WAYPOINTS(
            "M10.586 5.414l-5.172 5.172 M18.586 13.414l-5.172 5.172 M6 12h12 M10 20a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z M10 4a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z M18 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z M2 12a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z"),
    /** Lucide {@code network}. */
    NETWORK(
            "M17 16h4a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1z M3 16h4a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1z M10 2h4a1 1 0 0 1 1 1v4a1 1 0 0 1 -1 1h-4a1 1 0 0 1 -1 -1v-4a1 1 0 0 1 1 -1z M5 16v-3a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v3 M12 12V8"),
    /** Lucide {@code flame}. */
    FLAME("M12 3q1 4 4 6.5t3 5.5a1 1 0 0 1-14 0 5 5 0 0 1 1-3 1 1 0 0 0 5 0c0-2-1.5-3-1.5-5q0-2 2.5-4"),
    /** Lucide {@code server}. */
    SERVER(
            "M4 2h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z M4 14h16a2 2 0 0 1 2 2v4a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-4a2 2 0 0 1 2 -2z M6 6L6.01 6 M6 18L6.01 18"),
    /** Lucide {@code film}. */
    FILM(
            "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z M7 3v18 M3 7.5h4 M3 12h18 M3 16.5h4 M17 3v18 M17 7.5h4 M17 16.5h4"),
    /** Lucide {@code plug}. */
    PLUG("M12 22v-5 M15 8V2 M17 8a1 1 0 0 1 1 1v4a4 4 0 0 1-4 4h-4a4 4 0 0 1-4-4V9a1 1 0 0 1 1-1z M9 8V2"),
    /** Lucide {@code settings}. */
    SETTINGS(
            "M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915 M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"),
    /** Lucide {@code arrow-left}. */
    ARROW_LEFT("M12 19l-7-7 7-7 M19 12H5"),
    /** Lucide {@code arrow-right}. */
    ARROW_RIGHT("M5 12h14 M12 5l7 7-7 7"),
    /** Lucide {@code chevron-left}. */
    CHEVRON_LEFT("M15 18l-6-6 6-6"),
    /** Lucide {@code chevron-right}. */
    CHEVRON_RIGHT("M9 18l6-6-6-6"),
    /** Lucide {@code chevron-down}. */
    CHEVRON_DOWN("M6 9l6 6 6-6"),
    /** Lucide {@code list-filter}. */
    LIST_FILTER("M2 5h20 M6 12h12 M9 19h6"),
    /** Lucide {@code circle-check}. */
    CIRCLE_CHECK("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z M16 9l-5.5 5.5L8 12"),
    /** Lucide {@code triangle-alert}. */
    TRIANGLE_ALERT("M21.73 18l-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3 M12 9v4 M12 17h.01"),
    /** Lucide {@code octagon-alert}. */
    OCTAGON_ALERT(
            "M12 16h.01 M12 8v4 M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z"),
    /** Lucide {@code info}. */
    INFO("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z M12 16v-4 M12 8h.01"),
    /** Lucide {@code skip-back}. */
    SKIP_BACK("M17.971 4.285A2 2 0 0 1 21 6v12a2 2 0 0 1-3.029 1.715l-9.997-5.998a2 2 0 0 1-.003-3.432z M3 20V4"),
    /** Lucide {@code pause}. */
    PAUSE(
            "M15 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1z M6 3h3a1 1 0 0 1 1 1v16a1 1 0 0 1 -1 1h-3a1 1 0 0 1 -1 -1v-16a1 1 0 0 1 1 -1z"),
    /** Lucide {@code play}. */
    PLAY("M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"),
    /** Lucide {@code skip-forward}. */
    SKIP_FORWARD("M21 4v16 M6.029 4.285A2 2 0 0 0 3 6v12a2 2 0 0 0 3.029 1.715l9.997-5.998a2 2 0 0 0 .003-3.432z"),
    /** Lucide {@code activity}. */
    ACTIVITY(
            "M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2"),
    /** Lucide {@code laptop}. */
    LAPTOP(
            "M18 5a2 2 0 0 1 2 2v8.526a2 2 0 0 0 .212.897l1.068 2.127a1 1 0 0 1-.9 1.45H3.62a1 1 0 0 1-.9-1.45l1.068-2.127A2 2 0 0 0 4 15.526V7a2 2 0 0 1 2-2z M20.054 15.987H3.946"),
    /** Lucide {@code cpu}. */
    CPU(
            "M12 20v2 M12 2v2 M17 20v2 M17 2v2 M2 12h2 M2 17h2 M2 7h2 M20 12h2 M20 17h2 M20 7h2 M7 20v2 M7 2v2 M6 4h12a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-12a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z M9 8h6a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-6a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z"),
    /** Lucide {@code hard-drive}. */
    HARD_DRIVE(
            "M10 16h.01 M2.212 11.577a2 2 0 0 0-.212.896V18a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-5.527a2 2 0 0 0-.212-.896L18.55 5.11A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z M21.946 12.013H2.054 M6 16h.01"),
    /** Lucide {@code copy}. */
    COPY(
            "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1 -2 2h-10a2 2 0 0 1 -2 -2v-10a2 2 0 0 1 2 -2z M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"),
    /** Lucide {@code refresh-cw}. */
    REFRESH_CW(
            "M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8 M21 3v5h-5 M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16 M8 16H3v5"),
    /** Lucide {@code x}. */
    X("M18 6 6 18 M6 6l12 12"),
    /** Lucide {@code search}. */
    SEARCH("M21 21l-4.34-4.34 M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z"),
    /** Lucide {@code keyboard}. */
    KEYBOARD(
            "M10 8h.01 M12 12h.01 M14 8h.01 M16 12h.01 M18 8h.01 M6 8h.01 M7 16h10 M8 12h.01 M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z"),
    /** Lucide {@code columns-3}. */
    COLUMNS_3("M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z M9 3v18 M15 3v18"),
    /** Lucide {@code download}. */
    DOWNLOAD("M12 15V3 M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4 M7 10l5 5 5-5"),
    /** Lucide {@code command}. */
    COMMAND("M15 6v12a3 3 0 1 0 3-3H6a3 3 0 1 0 3 3V6a3 3 0 1 0-3 3h12a3 3 0 1 0-3-3"),
    /** Lucide {@code circle-dot}. */
    CIRCLE_DOT("M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0z M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z"),
    /** Lucide {@code maximize}. */
    MAXIMIZE("M8 3H5a2 2 0 0 0-2 2v3 M21 8V5a2 2 0 0 0-2-2h-3 M3 16v3a2 2 0 0 0 2 2h3 M16 21h3a2 2 0 0 0 2-2v-3"),
    /** Lucide {@code package}. */
    PACKAGE(
            "M11 21.73a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16V8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73z M12 22V12 M3.29 7 12 12 20.71 7 M7.5 4.27l9 5.15"),
    /** Lucide {@code box}. */
    BOX(
            "M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z M3.3 7l8.7 5 8.7-5 M12 22V12"),
    /** Lucide {@code folder-open}. */
    FOLDER_OPEN(
            "M6 14l1.5-2.9A2 2 0 0 1 9.24 10H20a2 2 0 0 1 1.94 2.5l-1.54 6a2 2 0 0 1-1.95 1.5H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h3.9a2 2 0 0 1 1.69.9l.81 1.2a2 2 0 0 0 1.67.9H18a2 2 0 0 1 2 2v2"),
    /** Lucide {@code file-down}. */
    FILE_DOWN(
            "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z M14 2v5a1 1 0 0 0 1 1h5 M12 18v-6 M9 15l3 3 3-3"),
    /** Lucide {@code unplug}. */
    UNPLUG(
            "M19 5l3-3 M2 22l3-3 M6.3 20.3a2.4 2.4 0 0 0 3.4 0L12 18l-6-6-2.3 2.3a2.4 2.4 0 0 0 0 3.4Z M7.5 13.5 10 11 M10.5 16.5 13 14 M12 6l6 6 2.3-2.3a2.4 2.4 0 0 0 0-3.4l-2.6-2.6a2.4 2.4 0 0 0-3.4 0Z"),
    /** Lucide {@code timer}. */
    TIMER("M10 2L14 2 M12 14L15 11 M4 14a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z"),
    /** Lucide {@code gauge}. */
    GAUGE("M12 14l4-4 M3.34 19a10 10 0 1 1 17.32 0"),
    /** Lucide {@code circle-minus}. */
    CIRCLE_MINUS("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z M8 12h8"),
    /** Lucide {@code lock}. */
    LOCK("M5 11h14a2 2 0 0 1 2 2v7a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-7a2 2 0 0 1 2 -2z M7 11V7a5 5 0 0 1 10 0v4"),
    /** Lucide {@code eye}. */
    EYE(
            "M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0 M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"),
    /** Lucide {@code eye-off}. */
    EYE_OFF(
            "M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49 M14.084 14.158a3 3 0 0 1-4.242-4.242 M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143 M2 2l20 20"),
    /** Lucide {@code pencil}. */
    PENCIL(
            "M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z M15 5l4 4"),
    /** Lucide {@code trash-2}. */
    TRASH("M10 11v6 M14 11v6 M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6 M3 6h18 M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"),
    /** Lucide {@code circle}. */
    CIRCLE("M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0z"),
    /** Lucide {@code ship-wheel}. */
    SHIP_WHEEL(
            "M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z M12 2v7.5 M19 5l-5.23 5.23 M22 12h-7.5 M19 19l-5.23-5.23 M12 14.5V22 M10.23 13.77L5 19 M9.5 12H2 M10.23 10.23L5 5 M9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z"),
    /** Sonde's own sign: a probe that listens. */
    SONDE(
            "M12 10v11 M9.2 21h5.6 M12 7.2a1.4 1.4 0 1 0 0.001 0z M8.1 12.4a5.4 5.4 0 0 1 0 -7.6 M15.9 4.8a5.4 5.4 0 0 1 0 7.6 M5 15.4a9.6 9.6 0 0 1 0 -13.6 M19 1.8a9.6 9.6 0 0 1 0 13.6");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** The outline as an SVG path. */
    public String path() {
        return path;
    }
}
