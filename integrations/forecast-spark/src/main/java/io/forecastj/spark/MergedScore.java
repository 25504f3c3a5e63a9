package io.forecastj.spark;

import io.forecastj.metrics.PointMetrics;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one model over the pairs of all series of a dataset, merged from the scores of each series; see {@link
 * ForecastSpark#scores}. {@link io.forecastj.metrics.PointMetrics} defines the scores.
 *
 * <p>Immutable and thread-safe. Sums are exact and rounded once, so scores do not depend on partitions and equal, in
 * every bit, those of one backtest of all series if these have the same times. A score is NaN if it is undefined, as
 * without pairs. Series that failed are in no score; {@link #failedSeries} counts them.
 */
public final class MergedScore {
    private final String model;
    private final String target;
    private final long series;
    private final long failedSeries;
    private final long failedOrigins;
    private final long pairs;
    private final double mae;
    private final double rmse;
    private final double bias;
    private final double smape;
    private final double mase;
    private final double rmsse;
    private final double skill;

    MergedScore(String model, String target, ScoreSums sums, @Nullable ScoreSums naive, long failedSeries) {
        this.model = model;
        this.target = target;
        this.series = sums.series();
        this.failedSeries = failedSeries;
        this.failedOrigins = sums.failedOrigins();
        this.pairs = sums.errors().pairs();
        this.mae = sums.errors().mae();
        this.rmse = sums.errors().rmse();
        this.bias = sums.errors().bias();
        this.smape = sums.errors().smape();
        this.mase = sums.mase();
        this.rmsse = sums.rmsse();
        this.skill = naive == null
                ? Double.NaN
                : PointMetrics.skill(rmse, naive.errors().rmse());
    }

    /** {@return the forecaster's name} */
    public String model() {
        return model;
    }

    /** {@return the target column} */
    public String target() {
        return target;
    }

    /** {@return the number of series with at least one pair} */
    public long series() {
        return series;
    }

    /**
     * {@return the number of series that failed, which are in no model's scores; their rows of {@link
     * ForecastSpark#backtest} have the reasons}
     */
    public long failedSeries() {
        return failedSeries;
    }

    /**
     * {@return the number of origins at which this model's fit or forecast failed, over the series that did not fail;
     * no model is scored there}
     */
    public long failedOrigins() {
        return failedOrigins;
    }

    /** {@return the number of pairs of forecast and actual value} */
    public long pairs() {
        return pairs;
    }

    /** {@return the mean absolute error over all pairs, in the target's unit} */
    public double mae() {
        return mae;
    }

    /** {@return the root mean squared error over all pairs, in the target's unit} */
    public double rmse() {
        return rmse;
    }

    /** {@return the mean of actual value minus forecast over all pairs, in the target's unit} */
    public double bias() {
        return bias;
    }

    /** {@return the symmetric relative error in the M4 competition's form over all pairs, from 0 to 2} */
    public double smape() {
        return smape;
    }

    /** {@return the mean of the series' mean absolute scaled errors; series without a scale are left out} */
    public double mase() {
        return mase;
    }

    /** {@return the mean of the series' root mean squared scaled errors; series without a scale are left out} */
    public double rmsse() {
        return rmsse;
    }

    /** {@return the fraction of the naive forecast's RMSE that the model removes} */
    public double skill() {
        return skill;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s on %s: %d series, %d pairs, mae=%.6g, rmse=%.6g, smape=%.4f, mase=%.4f, skill=%.4f;"
                        + " failed: %d more series, %d origins",
                model,
                target,
                series(),
                pairs(),
                mae(),
                rmse(),
                smape(),
                mase(),
                skill(),
                failedSeries(),
                failedOrigins());
    }
}
