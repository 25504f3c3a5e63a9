package io.forecastj;

import java.time.Instant;
import java.util.List;

/**
 * A recipe that fits predictors: given history, {@code fit} returns a {@link Predictor}.
 *
 * <p>Immutable and thread-safe; one forecaster can be fitted any number of times, also at the same time.
 *
 * <h2>For most callers</h2>
 *
 * <pre>{@code
 * Forecaster forecaster = Linear.forecaster().column("load").lookback(168).horizon(24).build();
 * try (Predictor predictor = forecaster.fit(load)) {
 *     System.out.println(predictor.predict(load));
 *     Predictors.save(predictor, Path.of("model"));
 * }
 * }</pre>
 *
 * <p>A backtest compares forecasters. {@link Baselines} has the ones that every other one must beat.
 */
public interface Forecaster {
    /**
     * Returns the short name for reports, such as {@code "lightgbm"}.
     *
     * @return the name
     */
    String name();

    /**
     * Returns the number of steps ahead that its predictors forecast.
     *
     * @return the horizon, at least 1
     */
    int horizon();

    /**
     * Returns the target columns of its predictors.
     *
     * @return the target columns, at least one
     */
    List<String> targets();

    /**
     * Fits one global model to several series. All other {@code fit} methods call this one.
     *
     * @param series the training series, at least one; they may differ in length
     * @param listener receives progress and may cancel
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if there is no series
     * @throws InvalidSeriesException if a series lacks a column that is needed or holds a value that the target refuses
     * @throws InsufficientHistoryException if the series together are too short to train on
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    Predictor fit(List<TimeSeries> series, FitListener listener);

    /**
     * Fits one global model to several series, as {@link #fit(List, FitListener)} without a listener.
     *
     * @param series the training series
     * @return a new predictor; the caller closes it
     */
    default Predictor fit(List<TimeSeries> series) {
        return fit(series, FitListener.NONE);
    }

    /**
     * Fits a model to one series, as {@link #fit(List, FitListener)} without a listener.
     *
     * @param series the training series
     * @return a new predictor; the caller closes it
     */
    default Predictor fit(TimeSeries series) {
        return fit(List.of(series), FitListener.NONE);
    }

    /**
     * Prepares for many fits on parts of the same series, as a backtest needs them. A forecaster with features may
     * compute them once here: features are causal, so those of a row do not depend on later rows. In a part that starts
     * late, they may depend on rows before the part, as in a session that was opened on the whole history. By default
     * every fit cuts the series and calls {@link #fit(List, FitListener)}.
     *
     * @param series the series
     * @return a trainer for parts of them
     */
    default Trainer prepare(List<TimeSeries> series) {
        List<TimeSeries> all = List.copyOf(series);
        return (from, to, listener) -> fit(Trainer.cut(all, from, to), listener);
    }

    /**
     * Fits on parts of prepared series.
     *
     * <p>Thread-safe.
     */
    @FunctionalInterface
    interface Trainer {
        /**
         * Fits to the rows in a span of time.
         *
         * @param from the first row's time or earlier
         * @param to the last row's time or later; rows at exactly this time are used
         * @param listener receives progress and may cancel
         * @return a new predictor; the caller closes it
         */
        Predictor fit(Instant from, Instant to, FitListener listener);

        /**
         * Cuts series to a span of time, ends included, and leaves out those without rows in it. Of columns with
         * publication times, publications after the span are left out as well.
         *
         * @param series the series
         * @param from the start
         * @param to the end
         * @return views of the series
         */
        static List<TimeSeries> cut(List<TimeSeries> series, Instant from, Instant to) {
            return series.stream()
                    .map(one -> one.between(from, to).publishedBy(to))
                    .filter(one -> one.length() > 0)
                    .toList();
        }
    }
}
