package io.forecastj.backtest;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.util.List;

/** Derives the season length from the sampling, where it is clear. */
final class Seasons {
    /** The length that means no season. */
    static final int NONE = 1;

    private Seasons() {}

    /** The season length of all series; none if they differ. */
    static int of(List<TimeSeries> series) {
        int[] lengths =
                series.stream().mapToInt(one -> of(one.sampling())).distinct().toArray();
        return lengths.length == 1 ? lengths[0] : NONE;
    }

    static int of(Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return fixed.period().equals(Duration.ofHours(1))
                    ? 24
                    : fixed.period().equals(Duration.ofDays(1)) ? 7 : NONE;
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return calendar.months() == 1 ? 12 : calendar.months() == 3 ? 4 : NONE;
        }
        Sampling.Irregular irregular = (Sampling.Irregular) sampling;
        boolean tradingDays = irregular.slot().equals(Duration.ofDays(1))
                && irregular.openSlots().size() == 5;
        return tradingDays ? 5 : NONE;
    }
}
