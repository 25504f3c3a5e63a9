/**
 * JSON documents of forecasts, signals, patterns, backtests, series and descriptions.
 *
 * <p>Writing needs nothing from this module: Jackson 2 and 3 write a {@link io.forecastj.Forecast}, so a web controller
 * may return one. Other JSON libraries write {@link io.forecastj.Forecast#toMap()}. For reading, put this module on the
 * class path, where Jackson 2 finds {@link io.forecastj.json.ForecastJackson2Module} by {@code
 * findAndRegisterModules()} and Jackson 3 finds {@link io.forecastj.json.ForecastJackson3Module} by {@code
 * findAndAddModules()}. What is read equals what was written, in every bit.
 *
 * <p>{@link io.forecastj.json.ForecastDocument} is the one answer of a service: current value, steps, horizons with
 * their members, patterns, signals, status and model. {@link io.forecastj.json.BacktestDocument} is what a {@code
 * BacktestResult} is read as. {@link io.forecastj.json.DocumentSchema} has the JSON Schema of each document.
 *
 * <h2>Every document</h2>
 *
 * <ul>
 *   <li>Keys are the names of the accessors. Times are ISO instants.
 *   <li>{@code schema} is the kind and version. A reader refuses another kind and a version that it does not know; a
 *       document without it has version 1.
 *   <li>NaN and infinite numbers are null. {@code nulls} has a note for each of them, by JSON pointer: {@code NaN},
 *       {@code Infinity} or {@code -Infinity}, then a colon and the reason. A reader restores the number; without a
 *       note it is NaN.
 *   <li>Keys keep their meaning within a version, which may add some. A reader ignores keys that it does not know, and
 *       takes an absent key as null or as empty, unless the schema requires it. A key that an object has twice is
 *       refused.
 *   <li>A number that does not fit into a {@code double} or {@code long}, and a time with a fraction of a millisecond
 *       in a series or forecast, is refused.
 * </ul>
 *
 * <h2>A forecast</h2>
 *
 * <pre>{@code
 * {
 *   "schema": "urn:forecastj:forecast:1",
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
 *   "info": {"schema": "urn:forecastj:predictor-info:1", "name": "linear", "kind": "linear", "horizon": 2, ...},
 *   "nulls": {}
 * }
 * }</pre>
 *
 * <ul>
 *   <li>The arrays of times and numbers have one element for each of {@code steps}.
 *   <li>Keys of {@code quantiles} are targets, then levels rounded to nine decimals; {@code levels} has the exact ones.
 *       If two of these keys were the same, all are exact. A target without quantiles is absent. In a document without
 *       notes a null quantile is the end of an unlimited interval: minus infinity before the first number of a step,
 *       infinity after its last one.
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
 *   "schema": "urn:forecastj:series:1",
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
 * <p>Only {@code times} and {@code values} are required in a document to be read. A null among the values means that
 * the row has no value. {@code sampling} is that which the series declares, or null.
 *
 * <h2>A signal and patterns</h2>
 *
 * <pre>{@code
 * {
 *   "schema": "urn:forecastj:signal:1",
 *   "action": "BUY",
 *   "confidence": 0.68,
 *   "reason": "BUY: close is forecast at 102.000 at step 1, ...",
 *   "seriesId": "ACME",
 *   "time": "2026-01-30T21:00:00Z",
 *   "expectedReturn": 0.018,
 *   "nulls": {}
 * }
 *
 * {
 *   "schema": "urn:forecastj:pattern-recognition:1",
 *   "seriesId": "ACME",
 *   "time": "2026-01-30T21:00:00Z",
 *   "status": "OK",
 *   "reasons": [],
 *   "probabilities": {"flag": 0.125, "wedge": 0.75},
 *   "info": {"schema": "urn:forecastj:pattern-info:1", "name": "chart-patterns", "patterns": ["flag", "wedge"], ...}
 * }
 * }</pre>
 *
 * <h2>The result of a backtest</h2>
 *
 * <p>{@code windows}, {@code season}, {@code hash}, {@code pairs} by target, {@code skipped}, {@code verdicts}, {@code
 * scores} and {@code classScores}. Scores have the names of the accessors of {@code Score} and {@code ClassScore};
 * those of values have tables {@code steps}, {@code intervals} and {@code pinball}, those of classes a {@code
 * confusion} by actual and predicted class.
 *
 * <h2>For maintainers</h2>
 *
 * <p>The types of the api and of the backtester write themselves as plain values ({@code toMap()}, with {@code
 * NullNotes}). Both modules of Jackson turn a document into the same plain values ({@code Jackson2Values}, {@code
 * Jackson3Values}), and the readers here take them through {@code PlainFields}. {@code DocumentReaders} lists the
 * readers. A new document needs a {@code toMap()}, a reader, a schema, and a line in {@code DocumentCase} of the tests.
 */
@NullMarked
package io.forecastj.json;

import org.jspecify.annotations.NullMarked;
