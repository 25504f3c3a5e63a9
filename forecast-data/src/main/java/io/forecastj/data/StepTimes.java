package io.forecastj.data;

import io.forecastj.Sampling;

/** Assigns times to step numbers. */
final class StepTimes implements TimeParser {
    /** Far more than the rows of a real series, and far less than an epoch time that is mistaken for a step number. */
    private static final long LIMIT = 10_000_000;

    private final long first;
    private final long start;
    private final Sampling sampling;
    private long[] times = {};

    StepTimes(long first, long start, Sampling sampling) {
        this.first = first;
        this.start = start;
        this.sampling = sampling;
    }

    @Override
    public long millis(String text, EarlierTimes series, CsvPosition at) {
        long step;
        try {
            step = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw at.error(CsvPosition.quote(text) + " is not the number of a step");
        }
        long after = step - first;
        if (step < first) {
            throw at.error("step " + step + " is before the first one, " + first);
        }
        if (after < 0 || after > LIMIT) {
            throw at.error("step " + step + " is more than " + LIMIT + " steps after the first one, " + first
                    + ": is it an epoch time?");
        }
        return after == 0 ? start : time((int) after);
    }

    private long time(int after) {
        if (after > times.length) {
            times = sampling.after(start, Math.max(after, Math.max(64, 2 * times.length)));
        }
        return times[after - 1];
    }
}
