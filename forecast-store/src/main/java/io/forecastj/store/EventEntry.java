package io.forecastj.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An event as JSON. */
record EventEntry(
        long time, String kind, int version, String alias, List<String> reasons, Map<String, String> details) {
    EventEntry {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(alias, "alias");
    }

    static EventEntry of(StoreEvent event) {
        return new EventEntry(
                event.time().toEpochMilli(),
                event.kind(),
                event.version().orElse(0),
                event.alias().orElse(""),
                event.reasons(),
                event.details());
    }

    StoreEvent event() {
        return new StoreEvent(Instant.ofEpochMilli(time), kind, version, alias, reasons, details);
    }
}
