package dev.sonde.ui.tour;

import java.util.List;

/**
 * One thing on the screen that the tour points at.
 *
 * @param target its id
 * @param title what it is
 * @param words what it is good for, and the key that leads there
 */
record TourStop(String target, String title, String words) {
    /** The path of an incident, from the first look to the statement. */
    static final List<TourStop> ALL = List.of(
            new TourStop(
                    "services",
                    "The services of the shop, live",
                    "What each one answered: how often, how many failed, how slow. The sign at the left of a row and its"
                            + " column Δ vs B say when it is worse than before. Enter on a row shows its requests."),
            new TourStop(
                    "timeline",
                    "One time for all views",
                    "The blue brush is window A, which every figure is of; a drag moves it. The dashed one is B, a calm"
                            + " stretch to compare with. Space pauses the view, never the recording."),
            new TourStop(
                    "changes",
                    "What changed",
                    "What slow and failed requests have in common more often than the others, most telling first."
                            + " Enter opens the proof."),
            new TourStop(
                    "rail-requests",
                    "Requests",
                    "Key 3. Each cell of the heatmap is a few requests: draw a rectangle over the slow ones to list them."
                            + " On one of them S leads to its SQL."),
            new TourStop(
                    "filter",
                    "One filter for every view",
                    "Press / and type, for example status:>=500. F keeps only what is selected, Ctrl+Z takes it back."),
            new TourStop(
                    "keys",
                    "Everything has a key",
                    "Press ? for those of the open view, Ctrl+K to find the rest by name."));
}
