package io.forecastj.backtest;

/**
 * Decides, from the scores so far, whether a forecaster is fitted again; see {@link Backtest#refitWhen}.
 *
 * <pre>{@code
 * // once the last four folds together are no better than naive, or after 20 folds
 * RefitRule rule = soFar -> soFar.last(4).skill() <= 0 || soFar.foldsSinceFit() >= 20;
 * }</pre>
 *
 * <p>Scores are NaN as long as no pair of a finite forecast and an actual value is known; see {@link FoldScore}. Every
 * comparison with NaN is false, so the first half of the rule above keeps the predictor then. A rule that is to fit in
 * that case asks for {@code pairs() == 0} or {@code !(skill() > 0)}.
 *
 * <p>A rule must be a function of its argument alone, so that a backtest can be repeated. With several forecasters in
 * {@linkplain Backtest#parallel parallel} it is called from several threads.
 */
@FunctionalInterface
public interface RefitRule {
    /**
     * Decides whether to fit again before a fold.
     *
     * @param soFar the scores of the folds before, from actual values that are known at the first origin of this one
     * @return true to fit on the rows up to here; false to keep the predictor
     */
    boolean refit(FoldScores soFar);
}
