package io.forecastj.lifecycle.trial;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;

/** Series of the tests: one column {@code y}, a row a day. */
final class TrialSeries {
    private TrialSeries() {}

    static TimeSeries daily(String id, double... values) {
        TimeSeries.Builder builder = TimeSeries.builder("y").id(id).sampling(Sampling.daily());
        for (int i = 0; i < values.length; i++) {
            builder.add(day(i), values[i]);
        }
        return builder.build();
    }

    static Instant day(int day) {
        return Instant.EPOCH.plus(Duration.ofDays(day));
    }
}
