package io.forecastj.market;

import java.time.Duration;
import java.time.Instant;

/**
 * Receives the progress of downloads.
 *
 * <p>It is called by the thread that downloads; an implementation that is given to a source used by several threads
 * must be thread-safe. An exception that it throws ends the download and reaches the caller.
 */
@FunctionalInterface
public interface MarketListener {
    /**
     * Receives a report after each page.
     *
     * @param symbol the name of the instrument
     * @param bars the number of bars of this call up to now, at least 1
     * @param last the start of the last of them
     */
    void page(String symbol, long bars, Instant last);

    /**
     * Receives a report before a wait: for the rate limit, or before a request is repeated. Does nothing by default.
     *
     * @param symbol the name of the instrument
     * @param wait the length of the wait
     * @param reason the reason, for people
     */
    default void waiting(String symbol, Duration wait, String reason) {}
}
