package io.forecastj.models.auto;

import io.forecastj.Target;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.lightgbm.Objective;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.SeriesScale;
import io.forecastj.models.regression.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Recipes of gradient boosted trees on the differences of all series' logarithms, or of their values, forecast step by
 * step with absolute errors as loss.
 *
 * <p>{@link #seasonal} looks at differences from one season to the next and at nothing newer than a season, so that an
 * error does not feed back within a season; {@link #successive} looks at differences from row to row. Lags that reach
 * before a series are missing values, from which the trees learn too. Stateless and thread-safe.
 */
final class BoostedDifferences {
    /** Lags in seasons that every seasonal recipe has. */
    private static final int SEASONS = 14;

    /** Successive lags, a quarter of a year of weeks. */
    private static final int RECENT = 13;

    /** Rows around the same place in earlier seasons. */
    private static final int AROUND = 4;

    /** Rows of the mean around the same place in earlier seasons. */
    private static final int WIDTH = 8;

    /** Rows by whose mean absolute value a series is divided if it has no logarithms. */
    private static final int SCALE_ROWS = 100;

    private BoostedDifferences() {}

    /** Size and speed of the model. */
    enum Size {
        /** For few rows, of which larger trees would learn the noise. */
        SMALL(31, 100, 0.07),
        /** Trains in a third of the time of {@link #FULL}. */
        FAST(127, 150, 0.07),
        FULL(255, 200, 0.05);

        private final int leaves;
        private final int rounds;
        private final double learningRate;

        Size(int leaves, int rounds, double learningRate) {
            this.leaves = leaves;
            this.rounds = rounds;
            this.learningRate = learningRate;
        }

        private LightGbmParameters parameters(double lambda) {
            return LightGbm.parameters()
                    .objective(new Objective.AbsoluteError())
                    .leaves(leaves)
                    .rounds(rounds)
                    .learningRate(learningRate)
                    .lambdaL2(lambda)
                    .bagging(0.9, 1)
                    .featureFraction(0.8)
                    .build();
        }
    }

    /**
     * Makes the recipe for a season: {@link #seasonal} if there are longer seasons, {@link #successive} if not.
     *
     * @param column the column to forecast
     * @param season the rows of the shortest season, 1 if there is none
     * @param longSeasons the rows of longer seasons, increasing
     * @param horizon the number of steps
     * @param logarithms whether all values are positive and differences of logarithms are learnt
     * @param size the size of the model
     * @return the settings, to which known-future columns and attributes may be added
     */
    static Regression.Builder of(
            String column, int season, int[] longSeasons, int horizon, boolean logarithms, Size size) {
        return season > 1 && longSeasons.length > 0
                ? seasonal(column, season, longSeasons, horizon, logarithms, size)
                : successive(column, season, horizon, logarithms, size);
    }

    /**
     * Makes a recipe of differences from one season to the next. Its inputs are such differences, at the lags of 1 to
     * 14 seasons and around longer seasons, and their means, no newer than a season before the forecast row.
     */
    static Regression.Builder seasonal(
            String column, int season, int[] longSeasons, int horizon, boolean logarithms, Size size) {
        NavigableSet<Integer> seasons = new TreeSet<>();
        IntStream.rangeClosed(1, SEASONS).forEach(seasons::add);
        for (int longSeason : longSeasons) {
            int whole = Math.max(1, Math.round(longSeason / (float) season));
            seasons.addAll(List.of(Math.max(1, whole - 1), whole, whole + 1, 2 * whole));
        }
        Feature change = change(column, season, logarithms);
        List<Feature> features = new ArrayList<>();
        seasons.forEach(lag -> features.add(before(change, lag * season)));
        int window = longSeasons.length > 0 ? longSeasons[0] : SEASONS / 2 * season;
        for (int lag : new int[] {season, 2 * season}) {
            features.add(before(Features.rolling().ewMean(change, 6), lag));
            features.add(before(Features.rolling().mean(change, window), lag));
            features.add(before(Features.rolling().mean(change, 2 * window), lag));
        }
        return settings(column, season, features, horizon, logarithms, size.parameters(0.5));
    }

    /**
     * Makes a recipe of differences from row to row. Its inputs are the last 13 differences, those at the same place of
     * earlier seasons and around it, and means.
     */
    static Regression.Builder successive(String column, int season, int horizon, boolean logarithms, Size size) {
        NavigableSet<Integer> lags = new TreeSet<>();
        IntStream.rangeClosed(1, RECENT).forEach(lags::add);
        NavigableSet<Integer> widths = new TreeSet<>(List.of(AROUND, RECENT));
        if (season > 1) {
            lags.addAll(List.of(Math.max(1, season / 2), Math.max(1, 3 * season / 4), 3 * season, 4 * season));
            IntStream.rangeClosed(Math.max(1, season - AROUND), season + AROUND).forEach(lags::add);
            IntStream.rangeClosed(2 * season - 1, 2 * season + 1).forEach(lags::add);
            widths.addAll(List.of(Math.max(2, season / 2), season));
        }
        Feature change = change(column, 1, logarithms);
        List<Feature> features = new ArrayList<>();
        lags.forEach(lag -> features.add(before(change, lag)));
        widths.forEach(width -> features.add(Features.rolling().mean(change, width)));
        if (season > RECENT) {
            features.add(before(Features.rolling().mean(change, WIDTH), season - AROUND));
            features.add(before(Features.rolling().mean(change, WIDTH), 2 * season - AROUND));
        }
        features.add(Features.rolling().ewMean(change, 19));
        return settings(column, 1, features, horizon, logarithms, size.parameters(1));
    }

    private static Feature change(String column, int rows, boolean logarithms) {
        return logarithms ? Features.price().logReturns(column, rows) : Features.difference(column, rows);
    }

    /** Returns a feature as it was some rows before the forecast row, which is one row after that of the features. */
    private static Feature before(Feature feature, int rows) {
        return rows == 1 ? feature : Features.lag(feature, rows - 1);
    }

    private static Regression.Builder settings(
            String column,
            int lag,
            List<Feature> features,
            int horizon,
            boolean logarithms,
            LightGbmParameters parameters) {
        Regression.Builder builder = LightGbm.forecaster(parameters)
                .name("boosted-differences")
                .target(logarithms ? Target.logReturn(column, lag) : Target.difference(column, lag))
                .features(FeaturePipeline.of(features))
                .strategy(Strategy.RECURSIVE)
                .horizon(horizon)
                .shortestHistory(lag + 1);
        return logarithms ? builder : builder.scale(SeriesScale.meanAbsolute(SCALE_ROWS));
    }
}
