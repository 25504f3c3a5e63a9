package io.forecastj;

import org.jspecify.annotations.Nullable;

/**
 * The spread of a baseline's one-step errors in its one training series, for histories with too few rows. It is kept in
 * the parameters of the description.
 *
 * @param series the id of the training series
 * @param count the number of errors
 * @param deviation their standard deviation
 */
record BaselineSpread(String series, long count, double deviation) {
    private static final String SERIES = "residuals of";
    private static final String COUNT = "residuals";
    private static final String DEVIATION = "residual deviation";

    /** Measures the errors in a series with a new state; null if it has none. */
    static @Nullable BaselineSpread measure(TimeSeries series, String column, BaselineState state) {
        double[] row = new double[1];
        double[] values = series.values(column);
        for (int i = 0; i < values.length; i++) {
            row[0] = values[i];
            state.update(series.timestamp(i), row);
        }
        double deviation = state.deviation(1);
        return state.residuals() > 0 && Double.isFinite(deviation)
                ? new BaselineSpread(series.id(), state.residuals(), deviation)
                : null;
    }

    void describe(PredictorInfo.Builder info) {
        info.parameter(SERIES, series).parameter(COUNT, count).parameter(DEVIATION, deviation);
    }

    /** Reads a spread from a description; null if it has none, as those of several series and of earlier versions. */
    static @Nullable BaselineSpread read(PredictorInfo info) {
        String series = info.parameters().get(SERIES);
        if (series == null) {
            return null;
        }
        String count = info.parameters().getOrDefault(COUNT, "");
        String deviation = info.parameters().getOrDefault(DEVIATION, "");
        try {
            BaselineSpread spread = new BaselineSpread(series, Long.parseLong(count), Double.parseDouble(deviation));
            if (spread.count >= 1 && spread.deviation >= 0 && Double.isFinite(spread.deviation)) {
                return spread;
            }
        } catch (NumberFormatException e) {
            // the message below names the same texts
        }
        throw new IllegalArgumentException("the parameters '" + COUNT + "' and '" + DEVIATION
                + "' of a baseline must be a positive number of errors and their finite deviation, found '" + count
                + "' and '" + deviation + "'");
    }
}
