/**
 * Series from CSV files and back.
 *
 * <p>The way through it: {@link io.forecastj.data.Csv} is the only door. {@code Csv.ohlcv(path)} reads daily bars as
 * data vendors hand them out, {@code Csv.read()} returns the {@linkplain io.forecastj.data.CsvReading options} that name
 * columns, times and ids, {@code Csv.write} saves series so that reading gives equal ones. Reading ends in {@link
 * io.forecastj.data.CsvSeries}, which hands out one series or the list of them.
 *
 * <p>The rule of the package: a file is either read as it stands or refused with its name, line, column and value.
 * Nothing is dropped, filled, sorted or guessed; where a file can be meant in two ways, the message says which option
 * settles it.
 *
 * <p>Inside, {@code CsvParsing} walks the records; {@code Header} and {@code Layout} decide which columns are read,
 * {@code CsvNumbers} and the {@code TimeParser}s turn texts into values, {@code SeriesCollector} holds one series and the
 * rules between its rows, and {@code CsvPosition} knows the place that every message names.
 */
@NullMarked
package io.forecastj.data;

import org.jspecify.annotations.NullMarked;
