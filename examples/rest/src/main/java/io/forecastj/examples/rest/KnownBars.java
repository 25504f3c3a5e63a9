package io.forecastj.examples.rest;

import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The bundled bars, of which some are known yet. A service of yours reads its own here. Thread-safe: one thread
 * advances.
 */
@Component
class KnownBars {
    static final String SYMBOL = "S&P 500";

    /** The network of the patterns was trained on the bars before. */
    private static final int KNOWN_AT_START = 4_000;

    /** Adaptive intervals learn from the rows that they are given; a year is enough for them. */
    private static final int RECENT = 300;

    private record Known(int rows, TimeSeries recent) {}

    private final TimeSeries all;
    private volatile Known known;

    KnownBars() throws IOException {
        try (InputStream in = new ClassPathResource("data/sp500-2000.csv").getInputStream()) {
            this.all = Csv.ohlcv(in, "sp500-2000.csv").select("open", "high", "low", "close", "volume").toBuilder()
                    .id(SYMBOL)
                    .build();
        }
        this.known = first(KNOWN_AT_START);
    }

    private Known first(int rows) {
        return new Known(rows, all.slice(Math.max(0, rows - RECENT), rows));
    }

    TimeSeries known() {
        return all.head(known.rows());
    }

    /** The rows that forecasts are made from: the same object until one more bar is known. */
    TimeSeries recent() {
        return known.recent();
    }

    /** Returns true for the very object of {@link #recent}, and false for an equal series of a client. */
    boolean isRecent(TimeSeries series) {
        return series == known.recent();
    }

    /** Lets all bars up to a time be known, so that no model of an earlier run has seen later ones. */
    void knowUntil(Instant time) {
        known = first(Math.max(known.rows(), all.rowAtOrBefore(time) + 1));
    }

    /** Lets one more bar be known, and returns false if there is none. */
    boolean advance() {
        int rows = known.rows();
        if (rows == all.length()) {
            return false;
        }
        known = first(rows + 1);
        return true;
    }
}
