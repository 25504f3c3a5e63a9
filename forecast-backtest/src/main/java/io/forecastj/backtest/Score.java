package io.forecastj.backtest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores of one model over some pairs of forecast and actual value.
 *
 * <p>Immutable and thread-safe, equal by value. {@link io.forecastj.metrics.PointMetrics} defines the scores. A score
 * is NaN if it is undefined, such as MAPE where an actual value is zero, or if there are no pairs. Made by {@link
 * ModelScores}.
 */
public final class Score {
    /** The score without pairs. */
    static final Score NONE = none(Double.NaN);

    private final int pairs;
    private final double mae;
    private final double rmse;
    private final double mape;
    private final double smape;
    private final double mase;
    private final double rmsse;
    private final double r2;
    private final double directionalAccuracy;
    private final double bias;
    private final double skill;
    private final double maeSkill;
    private final double seasonalSkill;
    private final double seasonalMaeSkill;

    Score(
            int pairs,
            double mae,
            double rmse,
            double mape,
            double smape,
            double mase,
            double rmsse,
            double r2,
            double directionalAccuracy,
            double bias,
            double skill,
            double maeSkill,
            double seasonalSkill,
            double seasonalMaeSkill) {
        this.pairs = pairs;
        this.mae = mae;
        this.rmse = rmse;
        this.mape = mape;
        this.smape = smape;
        this.mase = mase;
        this.rmsse = rmsse;
        this.r2 = r2;
        this.directionalAccuracy = directionalAccuracy;
        this.bias = bias;
        this.skill = skill;
        this.maeSkill = maeSkill;
        this.seasonalSkill = seasonalSkill;
        this.seasonalMaeSkill = seasonalMaeSkill;
    }

    private static Score none(double no) {
        return new Score(0, no, no, no, no, no, no, no, no, no, no, no, no, no);
    }

    /** {@return the number of pairs that were scored} */
    public int pairs() {
        return pairs;
    }

    /** {@return the mean absolute error, in the target's unit} */
    public double mae() {
        return mae;
    }

    /** {@return the root mean squared error, in the target's unit} */
    public double rmse() {
        return rmse;
    }

    /** {@return the mean absolute error relative to the actual value, as a fraction} */
    public double mape() {
        return mape;
    }

    /** {@return the symmetric relative error in the M4 competition's form, as a fraction from 0 to 2} */
    public double smape() {
        return smape;
    }

    /**
     * Returns the mean absolute scaled error. Each error is divided by the mean absolute error of the seasonal naive
     * forecast inside the training rows of the model that made the forecast. The result is averaged over each series,
     * and then over the series with equal weights, as in the M4 competition. Series with constant training rows have no
     * scale and are left out.
     *
     * @return the error; below 1 is better than the seasonal naive forecast was in training
     */
    public double mase() {
        return mase;
    }

    /**
     * Returns the root mean squared scaled error, scaled and averaged as {@link #mase()}, as in the M5 competition but
     * without its sales weights.
     *
     * @return the error; below 1 is better than the seasonal naive forecast was in training
     */
    public double rmsse() {
        return rmsse;
    }

    /**
     * {@return the R2 against persistence: the fraction of the naive forecast's squared error that the model removes}
     */
    public double r2() {
        return r2;
    }

    /** {@return the share of forecasts with the correct direction of change from the last known value} */
    public double directionalAccuracy() {
        return directionalAccuracy;
    }

    /** {@return the mean of actual value minus forecast, in the target's unit; positive when forecasts are too low} */
    public double bias() {
        return bias;
    }

    /** {@return the fraction of the naive forecast's RMSE that the model removes: 0 for the naive forecast itself} */
    public double skill() {
        return skill;
    }

    /** {@return the fraction of the naive forecast's MAE that the model removes} */
    public double maeSkill() {
        return maeSkill;
    }

    /** {@return the fraction of the seasonal naive forecast's RMSE that the model removes; NaN without a season} */
    public double seasonalSkill() {
        return seasonalSkill;
    }

    /** {@return the fraction of the seasonal naive forecast's MAE that the model removes; NaN without a season} */
    public double seasonalMaeSkill() {
        return seasonalMaeSkill;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Score that && pairs == that.pairs && Arrays.equals(values(), that.values());
    }

    @Override
    public int hashCode() {
        return 31 * pairs + Arrays.hashCode(values());
    }

    private double[] values() {
        return new double[] {
            mae,
            rmse,
            mape,
            smape,
            mase,
            rmsse,
            r2,
            directionalAccuracy,
            bias,
            skill,
            maeSkill,
            seasonalSkill,
            seasonalMaeSkill
        };
    }

    @Override
    public String toString() {
        return "Score[pairs=" + pairs + ", mae=" + mae + ", rmse=" + rmse + ", mape=" + mape + ", smape=" + smape
                + ", mase=" + mase + ", rmsse=" + rmsse + ", r2=" + r2 + ", directionalAccuracy=" + directionalAccuracy
                + ", bias=" + bias + ", skill=" + skill + ", maeSkill=" + maeSkill + ", seasonalSkill=" + seasonalSkill
                + ", seasonalMaeSkill=" + seasonalMaeSkill + "]";
    }
}
