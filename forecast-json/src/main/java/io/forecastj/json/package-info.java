/**
 * JSON of forecasts, of descriptions of predictors, and of series.
 *
 * <p>Writing needs nothing from this module: Jackson 2 and 3 write a {@link io.forecastj.Forecast}, so a web controller
 * may return one. Other JSON libraries write {@link io.forecastj.Forecast#toMap()}. For reading, put this module on the
 * class path, where Jackson 2 finds {@link io.forecastj.json.ForecastJackson2Module} by {@code
 * findAndRegisterModules()} and Jackson 3 finds {@link io.forecastj.json.ForecastJackson3Module} by {@code
 * findAndAddModules()}. What is read equals what was written.
 *
 * <h2>A forecast</h2>
 *
 * <pre>{@code
 * {
 *   "seriesId": "shop-1",
 *   "origin": "2026-01-31T00:00:00Z",
 *   "status": "OK",
 *   "reasons": [],
 *   "targets": ["units"],
 *   "steps": [1, 2],
 *   "times": ["2026-02-01T00:00:00Z", "2026-02-02T00:00:00Z"],
 *   "timesEstimated": false,
 *   "points": {"units": [31.5, 29.0]},
 *   "levels": [0.1, 0.9],
 *   "quantiles": {"units": {"0.1": [24.0, 21.5], "0.9": [38.0, 37.5]}},
 *   "classes": [],
 *   "probabilities": {},
 *   "info": {"name": "linear", "kind": "linear", "horizon": 2, ...}
 * }
 * }</pre>
 *
 * <ul>
 *   <li>Keys are the names of the accessors. The arrays of times and numbers have one element for each of {@code
 *       steps}.
 *   <li>Times are ISO instants. NaN and infinite numbers are null. A null quantile is read as the end of an unlimited
 *       interval: minus infinity before the first number of a step, infinity after its last one.
 *   <li>Keys of {@code quantiles} are targets, then levels rounded to nine decimals; {@code levels} has the exact ones.
 *       A target without quantiles is absent.
 *   <li>A forecast of classes has no {@code points}; its {@code probabilities} have an array for each class.
 *   <li>{@code horizonTimes} is present only if not all steps up to the horizon are forecast, and has all their times.
 *   <li>{@code info} describes the predictor with the names of the accessors of {@link io.forecastj.PredictorInfo}. Its
 *       {@code sufficientHistory} is null if every row may count, its {@code sampling} is null or has a {@code kind}:
 *       {@code fixed} with {@code period}; {@code days} with {@code days} and {@code zone}; {@code months} with {@code
 *       months}, {@code dayOfMonth} and {@code zone}; {@code slots} with {@code slot},
 *       {@code zone}, {@code open} and {@code holidays}.
 * </ul>
 *
 * <h2>A series</h2>
 *
 * <pre>{@code
 * {
 *   "id": "shop-1",
 *   "columns": ["units", "price"],
 *   "times": ["2026-01-30T00:00:00Z", "2026-01-31T00:00:00Z"],
 *   "values": {"units": [27.0, 31.0], "price": [9.99, null]},
 *   "attributes": {"floor_space": 120.0},
 *   "sampling": {"kind": "fixed", "period": "PT24H"},
 *   "zone": "Z"
 * }
 * }</pre>
 *
 * <p>Only {@code times} and {@code values} are required in a document to be read. {@code sampling} is that which the
 * series declares, or null.
 *
 * <h2>Compatibility</h2>
 *
 * <p>Keys keep their meaning in later versions, which may add some. A reader ignores keys that it does not know, and
 * takes an absent key as null or as empty.
 *
 * <h2>For maintainers</h2>
 *
 * <p>The api writes, in {@code PlainValues}; the readers here read the same maps through {@code PlainFields}, so that
 * both modules of Jackson, and others to come, share them.
 */
@NullMarked
package io.forecastj.json;

import org.jspecify.annotations.NullMarked;
