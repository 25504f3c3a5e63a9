package io.forecastj.data;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Parses integers that count from 1970-01-01T00:00Z. */
record EpochTimes(TimeUnit unit) implements TimeParser {
    @Override
    public long millis(String text, boolean first, CsvPosition at) {
        long count;
        try {
            count = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw at.error(CsvPosition.quote(text) + " is not a whole number of epoch " + this);
        }
        // TimeUnit truncates and saturates; a value that does not convert back was changed
        long millis = unit.toMillis(count);
        if (unit.convert(millis, TimeUnit.MILLISECONDS) != count) {
            throw at.error(
                    CsvPosition.quote(text) + " epoch " + this + " is not a whole number of milliseconds in range");
        }
        return millis;
    }

    @Override
    public String toString() {
        return unit.name().toLowerCase(Locale.ROOT);
    }
}
