package io.forecastj.models;

import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;

/** Series for the tests. */
public final class Bars {
    /** Looks at all columns of a bar and at the calendar; windows alone, so that the warm-up is short. */
    public static final FeaturePipeline FEATURES = FeaturePipeline.of(
            Features.price().logReturns("close", 1),
            Features.price().gap(),
            Features.price().body(),
            Features.price().range(),
            Features.price().closeLocation(),
            Features.rolling().zscore("close", 20),
            Features.volume().ratio(5),
            Features.calendar().dayOfWeek());

    private Bars() {}

    /** Hours, with their sampling declared. */
    public static TimeSeries of(String column, double... values) {
        return TimeSeries.of(column, Instant.parse("2024-01-01T00:00:00Z"), Sampling.hourly(), values);
    }

    /** Price bars of working days, the sampling left to be inferred. */
    public static TimeSeries random(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder bars = Ohlcv.builder().id("bars " + seed);
        LocalDate day = LocalDate.of(2020, 1, 1);
        double close = 100;
        for (int i = 0; i < rows; i++) {
            double open = close * Math.exp(0.002 * random.nextGaussian());
            close = open * Math.exp(0.01 * random.nextGaussian());
            double high = Math.max(open, close) * Math.exp(0.003 * random.nextDouble());
            double low = Math.min(open, close) * Math.exp(-0.003 * random.nextDouble());
            bars.add(
                    day.atStartOfDay().toInstant(ZoneOffset.UTC),
                    open,
                    high,
                    low,
                    close,
                    Math.rint(1e6 * Math.exp(0.3 * random.nextGaussian())));
            do {
                day = day.plusDays(1);
            } while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY);
        }
        return bars.build();
    }
}
