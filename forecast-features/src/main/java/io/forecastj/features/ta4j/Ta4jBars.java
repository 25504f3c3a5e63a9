package io.forecastj.features.ta4j;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNum;

/** Builder of ta4j's series. */
final class Ta4jBars {
    private Ta4jBars() {}

    static BarSeries empty(String name) {
        return new BaseBarSeriesBuilder()
                .withName(name)
                .withNumTypeOf(DoubleNum.class)
                .build();
    }

    /**
     * Adds a bar.
     *
     * @param end its end in milliseconds since 1970-01-01T00:00Z
     * @param period its length in milliseconds
     * @param values the array of its open, high, low, close and volume, from index {@code at}
     */
    static void add(BarSeries bars, long end, long period, double[] values, int at) {
        bars.addBar(
                Duration.ofMillis(period),
                Instant.ofEpochMilli(end).atZone(ZoneOffset.UTC),
                values[at],
                values[at + 1],
                values[at + 2],
                values[at + 3],
                values[at + 4]);
    }
}
