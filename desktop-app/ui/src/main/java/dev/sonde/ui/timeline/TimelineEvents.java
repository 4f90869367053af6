package dev.sonde.ui.timeline;

import dev.sonde.core.store.AgentStatus;
import dev.sonde.themes.Token;
import dev.sonde.ui.workspace.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened at a moment, as the timeline marks it. */
final class TimelineEvents {
    private static final int MOST = 40;

    private TimelineEvents() {}

    /** One event. */
    record Event(long unixNanos, String words, Token colour) {}

    /** Those of a moment, in order: trouble that began, agents that came and went. */
    static List<Event> of(Moment moment) {
        List<Event> events = new ArrayList<>();
        Long trouble = moment.calm().beganNanos();
        if (trouble != null) {
            events.add(new Event(trouble, "trouble begins", Token.STATUS_ERROR));
        }
        boolean several = moment.snapshot().agents().size() > 1;
        for (AgentStatus agent : moment.snapshot().agents()) {
            String of = several ? " " + agent.about().node() : "";
            long began = agent.about().process().unixNanos();
            if (began > 0) {
                events.add(new Event(began, "agent" + of + " starts", Token.STATUS_INFO));
            }
            AgentStatus.End end = agent.end();
            if (end != null) {
                events.add(new Event(end.unixNanos(), "agent" + of + ": " + end.reason(), Token.STATUS_INFO));
            }
        }
        events.removeIf(event -> !moment.extent().contains(event.unixNanos()));
        events.sort(Comparator.comparingLong(Event::unixNanos));
        return events.size() > MOST ? events.subList(0, MOST) : events;
    }

    /** In the order in which they get room for their words: trouble before all else, and then as they happened. */
    static List<Event> byWeight(List<Event> events) {
        return events.stream()
                .sorted(Comparator.comparing(event -> event.colour() != Token.STATUS_ERROR))
                .toList();
    }
}
