package io.forecastj.backtest;

/**
 * The scores of one model over some pairs of forecast and actual value.
 *
 * <p>Immutable. Definitions are those of {@link io.forecastj.metrics.PointMetrics}. A score that is undefined, such as
 * MAPE where an actual value is zero, and every score of no pair is NaN. Made by {@link ModelScores}; the constructor
 * may gain components.
 *
 * @param pairs how many pairs were scored
 * @param mae mean absolute error, in the target's unit
 * @param rmse root mean squared error, in the target's unit
 * @param mape mean absolute error relative to the actual value, as a fraction
 * @param smape symmetric relative error in the M4 competition's form, as a fraction from 0 to 2
 * @param mase mean absolute error, each scaled by the seasonal naive forecast's inside the training rows of the model
 *     that made the forecast; averaged over each series, then over the series alike, as in the M4 competition. Series
 *     with constant training rows have no scale and are left out
 * @param rmsse root mean squared error, scaled and averaged in the same way, as in the M5 competition (without its
 *     sales weights)
 * @param r2 R2 against persistence: the share of the naive forecast's squared error that the model removes
 * @param directionalAccuracy the share of forecasts whose direction from the last known value came true
 * @param bias mean of actual less forecast, in the target's unit; positive when forecasts are too low
 * @param skill the share of the naive forecast's RMSE that the model removes: 0 for naive itself
 * @param maeSkill the share of the naive forecast's MAE that the model removes
 * @param seasonalSkill the share of the seasonal naive forecast's RMSE that the model removes; NaN without a season
 * @param seasonalMaeSkill the share of the seasonal naive forecast's MAE that the model removes; NaN without a season
 */
public record Score(
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

    /** The score of no pair. */
    static final Score NONE = none(Double.NaN);

    private static Score none(double no) {
        return new Score(0, no, no, no, no, no, no, no, no, no, no, no, no, no);
    }
}
