/**
 * Statistical models of single series, each made by an entry class whose name is that of the model.
 *
 * <ul>
 *   <li>{@link io.forecastj.models.statistical.Ets}: exponential smoothing, its form chosen for each series. Start
 *       here, or with {@link io.forecastj.models.auto.Auto}, which compares most of these models.
 *   <li>{@link io.forecastj.models.statistical.Theta}: a trend and a level, quick and for short series.
 *   <li>{@link io.forecastj.models.statistical.Arima}: autoregressions with moving averages, and regressors.
 *   <li>{@link io.forecastj.models.statistical.Ces}: complex exponential smoothing.
 *   <li>{@link io.forecastj.models.statistical.HoltWinters} and {@link
 *       io.forecastj.models.statistical.Trigonometric}: several seasons, also long ones and those of no whole
 *       number of rows.
 *   <li>{@link io.forecastj.models.statistical.Croston}: intermittent demand.
 *   <li>{@link io.forecastj.models.statistical.WindowMean}: means of the last values.
 *   <li>{@link io.forecastj.models.statistical.Deseasonalised}: any forecaster, of the series without its seasons.
 *   <li>{@link io.forecastj.models.statistical.Decomposition}: the seasons, trend and remainder of a column.
 * </ul>
 *
 * <p>A fit estimates one model for each series, in parallel, and keeps it by the series' id with its state after the
 * last training row; later rows update the state. {@link io.forecastj.models.statistical.UnseenSeries} is the policy
 * for histories without a model. A series on which a method fails gets the seasonal naive forecast, with a status.
 * {@link io.forecastj.models.statistical.Statistical#models} lists the models of a predictor. See {@code
 * docs/models.md} for formulas, missing values and costs.
 *
 * <h2>For maintainers</h2>
 *
 * <p>A {@code LocalMethod} holds settings and estimates a {@code LocalModel} from the rows of one series. The model is
 * a fixed set of parameters with the arithmetic on a state, an array of numbers that a session owns. {@code LocalKinds}
 * reads saved methods and models. {@code MeanMethod} and {@code MeanModel} are the smallest pair. {@code
 * LocalForecaster}, {@code LocalPredictor} and {@code LocalState} are common to all: the parallel fit with its
 * fallback, the models by series id, and the state of a session.
 */
@NullMarked
package io.forecastj.models.statistical;

import org.jspecify.annotations.NullMarked;
