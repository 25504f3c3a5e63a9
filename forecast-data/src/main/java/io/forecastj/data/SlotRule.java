package io.forecastj.data;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Rule that divides time into slots, of each of which resampling makes one row. */
interface SlotRule {
    /** Returns the slots from that of the first row to that of the last one, both whole, absent ones included. */
    SlotSpans spans(TimeSeries series);

    /** Returns the usual length of a slot, at least; rows that are farther apart cannot be resampled. */
    Duration least();

    /** Returns the spacing of rows at the ends of the slots, or null if none can be declared. */
    @Nullable
    Sampling atEnds();

    /** Returns the spacing of rows at the starts of the slots, or null if none can be declared. */
    @Nullable
    Sampling atStarts();

    /** Returns the text of the slots for messages. */
    @Override
    String toString();

    static LocalDate date(long epochMillis, ZoneId zone) {
        return Instant.ofEpochMilli(epochMillis).atZone(zone).toLocalDate();
    }

    static long midnight(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /** Returns the zone in which a sampling counts days, or another one if its distance is constant. */
    static ZoneId zone(Sampling sampling, ZoneId otherwise) {
        if (sampling instanceof Sampling.Days days) {
            return days.zone();
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return calendar.zone();
        }
        return sampling instanceof Sampling.Irregular irregular ? irregular.zone() : otherwise;
    }
}
