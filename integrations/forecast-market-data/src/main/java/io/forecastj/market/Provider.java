package io.forecastj.market;

import io.forecastj.Sampling;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Form of a provider's requests and answers. Stateless and thread-safe. */
interface Provider {
    String name();

    /** The address that paths are added to. */
    URI address();

    /** The requests in a second that the provider allows everybody. */
    double requestsPerSecond();

    Set<BarInterval> intervals();

    /** Returns the spacing of the bars, or null where the market may be closed. */
    @Nullable
    Sampling sampling(BarInterval interval);

    /** Returns the form of symbols if this is none, or an empty text. */
    default String wrongSymbol(String symbol) {
        return "";
    }

    /** Returns the time in epoch milliseconds before which the provider has no bars. */
    default long earliest() {
        return 0;
    }

    /** Returns the time after the latest start of a bar that may have ended. */
    default long end(BarInterval interval, long now) {
        return now - interval.duration().toMillis() + 1;
    }

    /** Refuses bars whose times cannot be starts of bars. */
    default void requireTimes(PageCheck check, BarRows rows) throws FailedAttempt {
        check.requireGrid(rows);
    }

    /** Downloads the range of a call page by page. */
    void download(Download download);
}
