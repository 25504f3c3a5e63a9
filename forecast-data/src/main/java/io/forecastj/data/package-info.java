/**
 * Time series from CSV files and back, and their shape: coarser rows, bars of trades, joins, gaps and checks.
 *
 * <p>{@link io.forecastj.data.Csv} is the entry point. {@code Csv.ohlcv(path)} reads daily bars as data vendors publish
 * them, {@code Csv.adjustedOhlcv(path)} the same bars adjusted for dividends and splits. {@code Csv.read()} returns the
 * {@linkplain io.forecastj.data.CsvReading options} that name columns, times and ids; its result is a {@link
 * io.forecastj.data.CsvSeries} with one series or several. {@code Csv.read(preset)} has the options of {@linkplain
 * io.forecastj.data.CsvPreset known providers}, and {@code Csv.inspect(path)} shows what a file holds and the line of
 * code that reads it. {@code Csv.write} saves series so that reading gives equal ones. {@link io.forecastj.data.Tsf}
 * and {@link io.forecastj.data.M4} read the files of two collections of series.
 *
 * <p>One rule holds for all methods: a file is either read exactly as it is, or refused with its name, line, column and
 * value. Nothing is dropped, filled, sorted or guessed. If a file can be read in two ways, the message names the option
 * that decides, such as {@link io.forecastj.data.ClockChanges} for local times that occur twice.
 *
 * <p>{@link io.forecastj.data.Resample} makes coarser rows that have the time at which they are known, within the hours
 * of a {@link io.forecastj.data.SessionCalendar} or without. {@link io.forecastj.data.TradeBars} makes bars of trades.
 * {@link io.forecastj.data.AsOfJoin} and {@link io.forecastj.data.Align} bring series of different clocks together,
 * {@link io.forecastj.data.GapPolicy} completes gaps, and {@link io.forecastj.data.Checks} reports what is suspicious.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code DialectParsing} reads a file by options that are set or that {@code Detection} finds in its {@code
 * FileHead}: {@code SampleTable} is the table in it, {@code TimeGuess} and {@code DateForms} the form of its times,
 * {@code MarkGuess} the marks of its numbers. {@code CsvParsing} reads the records; {@code Header} and {@code Layout}
 * select the columns; {@code CsvNumbers} and the {@code TimeParser}s parse values, in the forms of {@code
 * NumberDialect} too, whose options {@code NumberAdvice} names; {@code SeriesCollector} holds one series, {@code
 * PublishedRows} its publication times, {@code WidePanel} those of a wide table, and {@code RowWatch} finds the
 * column that explains why rows are no single series; {@code CsvPosition} is the place that every message names. Of
 * times, {@code DetectedTimes} follows the first row,
 * {@code EpochTimes} checks the unit of each count, {@code PatternTimes} follows a pattern whose letters {@code
 * PatternLetters} has checked, {@code PeriodStamps} reads months, quarters and weeks, and {@code LocalTimes} and {@code
 * ZoneTexts} hold the rules of zones.
 *
 * <p>A {@code CsvPreset} sets {@code PresetSettings} at once, and by {@code PresetForms} those options that the first
 * rows of a file need. {@code CsvInspecting} looks at a file in three steps: {@code FoundBytes} at its bytes, {@code
 * PlanSearch} at its first lines for the {@code ReadingPlan}s that read them, and {@code FileScan} at all rows.
 *
 * <p>Bytes become characters in {@code CsvBytes}: {@code GzipBytes} and {@code ZipBytes} decompress, {@code
 * BoundedBytes} counts, {@code DecodingReader} decodes by what {@code FirstBytes} shows, and {@code CsvInput} ends when
 * the thread is interrupted. {@code CsvRowHandler} fills one {@code CsvRow} again and again, whose fields become texts
 * only where one is needed: {@code DecimalText} and {@code IsoText} convert usual numbers and times from the
 * characters, and leave all others to the parsers that refuse.
 *
 * <p>{@code Resample} holds choices; a {@code SlotRule} divides time into {@code SlotSpans}, of which {@code
 * ResampledRows} makes rows; {@code ExpectedRows} counts the rows that a slot should have. {@code BarRule} decides when
 * a bar of trades is complete. {@code DelayedSeries.known} is the one place that decides when a row of a joined series
 * is known; publication times of single values belong there. Each {@code ...Flaws} class finds some kinds of flaws;
 * {@code RobustScale} measures how unusual a step is, {@code DailyPattern} whether days have moved by hours.
 */
@NullMarked
package io.forecastj.data;

import org.jspecify.annotations.NullMarked;
