/**
 * Time series from CSV files and back.
 *
 * <p>{@link io.forecastj.data.Csv} is the entry point. {@code Csv.ohlcv(path)} reads daily bars as data vendors publish
 * them, {@code Csv.adjustedOhlcv(path)} the same bars adjusted for dividends and splits. {@code Csv.read()} returns the
 * {@linkplain io.forecastj.data.CsvReading options} that name columns, times and ids; its result is a {@link
 * io.forecastj.data.CsvSeries} with one series or several. {@code Csv.write} saves series so that reading gives equal
 * ones.
 *
 * <p>One rule holds for all methods: a file is either read exactly as it is, or refused with its name, line, column and
 * value. Nothing is dropped, filled, sorted or guessed. If a file can be read in two ways, the message names the option
 * that decides, such as {@link io.forecastj.data.ClockChanges} for local times that occur twice.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code CsvParsing} reads the records; {@code Header} and {@code Layout} select the columns; {@code CsvNumbers} and
 * the {@code TimeParser}s parse values; {@code SeriesCollector} holds one series, and {@code RowWatch} finds the column
 * that explains why rows are no single series; {@code CsvPosition} is the place that every message names. Of times,
 * {@code DetectedTimes} follows the first row, {@code EpochTimes} checks the unit of each count, {@code PatternTimes}
 * follows a pattern whose letters {@code PatternLetters} has checked, and {@code LocalTimes} and {@code ZoneTexts} hold
 * the rules of zones.
 */
@NullMarked
package io.forecastj.data;

import org.jspecify.annotations.NullMarked;
