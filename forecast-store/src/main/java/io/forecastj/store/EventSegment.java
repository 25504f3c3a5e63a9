package io.forecastj.store;

import java.util.List;

/** Older events of a model, in a document of its own. */
record EventSegment(List<EventEntry> events) {
    EventSegment {
        events = List.copyOf(events);
    }
}
