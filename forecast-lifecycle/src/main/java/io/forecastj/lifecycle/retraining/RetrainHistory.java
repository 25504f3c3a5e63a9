package io.forecastj.lifecycle.retraining;

import io.forecastj.store.StoreEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Earlier retrainings for an alias, as the events in the store show them.
 *
 * @param lastRetraining the end of the last one that compared or trained, or null
 * @param lastAttempt the end of the last one, whatever came of it, or null
 * @param seenTo the time of the last row of the last one that compared or trained, or null
 */
record RetrainHistory(
        @Nullable Instant lastRetraining,
        @Nullable Instant lastAttempt,
        @Nullable Instant seenTo) {
    static final String STARTED = "retraining-started";
    static final String DECIDED = "retraining-decided";
    static final String KEPT = "retraining-kept";
    static final String PROMOTED = "retraining-promoted";
    static final String CANCELLED = "retraining-cancelled";
    static final String FAILED = "retraining-failed";

    /** The detail with the alias. */
    static final String ALIAS = "alias";
    /** The detail with the time of the last row; absent if nothing was trained. */
    static final String ROWS_TO = "rows_to";

    private static final List<String> ENDS = List.of(KEPT, PROMOTED, CANCELLED, FAILED);

    static RetrainHistory of(List<StoreEvent> events, String alias) {
        Instant retraining = null;
        Instant attempt = null;
        Instant seenTo = null;
        for (StoreEvent event : events) {
            if (!ENDS.contains(event.kind()) || !alias.equals(event.details().get(ALIAS))) {
                continue;
            }
            attempt = event.time();
            String rowsTo = event.details().get(ROWS_TO);
            if (rowsTo != null) {
                retraining = event.time();
                seenTo = Instant.parse(rowsTo);
            }
        }
        return new RetrainHistory(retraining, attempt, seenTo);
    }
}
