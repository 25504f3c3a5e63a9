package io.forecastj.models.auto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.Json;
import io.forecastj.models.internal.JsonFields;
import java.util.Map;
import java.util.TreeMap;

/**
 * Intervals around points, from errors in windows that are pooled over all series.
 *
 * <p>The quantile of level {@code l} at step {@code j} of a series is {@code f + q(l) s g(j)}, or {@code f exp(q(l) s
 * g(j))} for relative errors, with {@code f} the point, {@code s} the spread of the series, {@code g} the profile of
 * errors over steps and {@code q} the pooled quantiles of the scaled errors. The spread is a number of the series times
 * its mean absolute change over a season, or over a row if it is smaller, in the history, so that a history in
 * another unit has intervals in that unit.
 *
 * <p>Immutable by agreement: the arrays are not copied.
 *
 * @param relative true if errors are logarithms of ratios
 * @param smaller true if the change over a row counts where it is smaller than that over a season
 * @param season the number of rows over which the change of a series is measured
 * @param levels the levels, increasing between 0 and 1
 * @param quantiles the pooled quantiles at these levels, none decreasing
 * @param profile the size of errors at each step, about 1 on average
 * @param spreads the spread relative to the change, by series id
 * @param unseen the same of other series
 */
record IntervalModel(
        boolean relative,
        boolean smaller,
        int season,
        double[] levels,
        double[] quantiles,
        double[] profile,
        Map<String, Double> spreads,
        double unseen) {
    /** Returns the spread of a series relative to its mean absolute change. */
    double spread(String seriesId) {
        return spreads.getOrDefault(seriesId, unseen);
    }

    /** Returns a quantile of a step, counted from 0. */
    double quantile(double point, double spread, int step, int level) {
        double error = quantiles[level] * spread * profile[step];
        // a relative error has no meaning around a point that is not above 0
        return relative && point > 0 ? point * Math.exp(error) : point + error * (relative ? Math.abs(point) : 1);
    }

    void identify(StateWriter out) {
        out.putBoolean(relative);
        out.putBoolean(smaller);
        out.putInt(season);
        out.putDoubles(levels);
        out.putDoubles(quantiles);
        out.putDoubles(profile);
        out.putDouble(unseen);
        out.putInt(spreads.size());
        new TreeMap<>(spreads).forEach((id, spread) -> {
            out.putText(id);
            out.putDouble(spread);
        });
    }

    void write(ObjectNode out) {
        out.put("relative", relative)
                .put("smaller", smaller)
                .put("season", season)
                .put("unseen", unseen);
        Json.put(out.putArray("levels"), levels);
        Json.put(out.putArray("quantiles"), quantiles);
        Json.put(out.putArray("profile"), profile);
        ObjectNode series = out.putObject("spreads");
        new TreeMap<>(spreads).forEach(series::put);
    }

    static IntervalModel read(JsonFields in, int horizon) {
        double[] levels = in.decimals("levels");
        double before = 0;
        for (double level : levels) {
            if (!(level > before && level < 1)) {
                throw new ModelLoadException(in.where() + ": levels should increase between 0 and 1");
            }
            before = level;
        }
        double[] quantiles = in.decimals("quantiles", levels.length);
        for (int i = 1; i < quantiles.length; i++) {
            if (quantiles[i] < quantiles[i - 1]) {
                throw new ModelLoadException(in.where() + ": quantiles should not decrease");
            }
        }
        Map<String, Double> spreads = new TreeMap<>();
        JsonFields series = in.object("spreads");
        in.node("spreads").fieldNames().forEachRemaining(id -> spreads.put(id, notNegative(series, id)));
        return new IntervalModel(
                in.flag("relative"),
                in.flag("smaller"),
                in.integer("season", 1, Integer.MAX_VALUE),
                levels,
                quantiles,
                in.decimals("profile", horizon),
                spreads,
                notNegative(in, "unseen"));
    }

    private static double notNegative(JsonFields in, String key) {
        double value = in.decimal(key);
        if (value < 0) {
            throw in.fail(key, "a number of at least 0", "" + value);
        }
        return value;
    }
}
