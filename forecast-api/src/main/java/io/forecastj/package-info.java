/**
 * Types that all parts of ForecastJ share: time series, forecasters, predictors, sessions and forecasts.
 *
 * <h2>For callers</h2>
 *
 * <p>A {@link io.forecastj.TimeSeries} goes into a {@link io.forecastj.Forecaster}, an immutable recipe whose {@code
 * fit} returns a {@link io.forecastj.Predictor}. The predictor is immutable and thread-safe. Its {@code
 * predict(history)} returns a {@link io.forecastj.Forecast}; its {@code openSession(history)} returns a {@link
 * io.forecastj.PredictionSession}, which takes one new row at a time.
 *
 * <p>{@link io.forecastj.PredictorInfo} describes a predictor. {@link io.forecastj.Baselines} has the forecasts that
 * every other model must beat, {@link io.forecastj.WalkForward} the windows of every evaluation, {@link
 * io.forecastj.Target} the change that a model learns instead of a level.
 *
 * <h2>For authors of models</h2>
 *
 * <p>A new predictor extends {@link io.forecastj.AbstractPredictor} and keeps the state of one series in a {@link
 * io.forecastj.SeriesState}; the base class does closing, sessions, validation and times. {@link
 * io.forecastj.PredictorInfo#builder} makes its description. A computation of columns from a series is a {@link
 * io.forecastj.CausalMatrix}.
 *
 * <h2>Exceptions</h2>
 *
 * <p>All exceptions are unchecked. Their messages state what was expected, what was found and what to do. There are
 * four families:
 *
 * <ul>
 *   <li>{@link java.lang.IllegalArgumentException}: a mistake in the call, such as a number out of its range or a
 *       name that does not exist. A step or row outside a forecast or a series is an
 *       {@link java.lang.IndexOutOfBoundsException}. Correct the call.
 *   <li>{@link java.lang.IllegalStateException}: a call that is not possible in the present state of the object, such
 *       as for the points of a target that has classes, for the best of trials that all failed, or for a setting of a
 *       builder that contradicts an earlier one.
 *   <li>{@link io.forecastj.ForecastException} and its subclasses: faults of data, models and libraries.
 *       <ul>
 *         <li>{@link io.forecastj.InvalidSeriesException}: a series or a file of series breaks a rule. Correct the
 *             data.
 *         <li>{@link io.forecastj.InsufficientHistoryException}: too few rows. Wait for more, or use a fallback.
 *         <li>{@link io.forecastj.ModelLoadException}, with {@link io.forecastj.ModelIntegrityException}: a saved
 *             model cannot be read, or has changed since it was saved. Fetch or train it again.
 *         <li>{@link io.forecastj.SnapshotException}: a session's snapshot is damaged, or of another model or version.
 *             Open a session from history.
 *         <li>{@link io.forecastj.PredictorClosedException}: the predictor or the session was closed, maybe by another
 *             thread. Use the predictor that replaced it.
 *       </ul>
 *   <li>Two exceptions of the JDK that have their own meaning: {@link java.io.UncheckedIOException} if a file or a
 *       stream cannot be read or written (a saved model that cannot be read is a {@code ModelLoadException}); {@link
 *       java.util.concurrent.CancellationException} from a fit, a backtest or a search that its listener has
 *       cancelled.
 * </ul>
 *
 * <p>A program that must survive faults outside it catches {@code ForecastException} and {@code UncheckedIOException}.
 * The first two families report errors in the program itself.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code SeriesSession} is the session of every {@code AbstractPredictor}: it maps columns, validates rows, and
 * has the {@code KnownFuture} and the {@code KeptRows}. {@code SamplingInference} finds the spacing of times: their
 * grid is a {@code SlotGrid} over a {@code TimeRange}, its closed slots a {@code WeekPattern}. {@code
 * SamplingWindow} keeps it for a session. {@code Spacing} counts the steps between two times and {@code RowSteps}
 * those of all rows; {@code RowGaps} and {@code SeriesGrid} find absent rows with it. {@code LocalClock} converts to
 * local time. {@code ColumnEdits}, {@code ColumnJoin}, {@code Filling}, {@code LaterRows}, {@code Resampling} and
 * {@code PlainSeries} do the work behind the methods of {@code TimeSeries}, {@code ForecastColumns} that behind the
 * tables of a {@code Forecast}. {@code BaselineState} and its subclasses hold the arithmetic of the baselines.
 */
@NullMarked
package io.forecastj;

import org.jspecify.annotations.NullMarked;
