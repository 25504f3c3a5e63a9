/**
 * Forecasting in Apache Flink: rows of many series in, a forecast for each of them out.
 *
 * <p>Begin with {@link io.forecastj.flink.ForecastFlink}. The package {@link io.forecastj.streams} has the rows, the
 * answers and the settings.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code FlinkTask} is one subtask: rows wait in keyed state for the watermark, and a {@link
 * io.forecastj.streams.StreamTask} answers them in the order of their times. {@code SeriesFunction} and {@code
 * SwitchedSeriesFunction} are Flink's doors to it, without and with a stream of switches. Which version forecasts is a
 * function of the event time, {@code VersionSchedule}, in broadcast state; {@code SwitchCheck} decides once for all
 * subtasks whether a version can be used. {@code SharedForecastings} lets the subtasks of one process share models.
 */
@NullMarked
package io.forecastj.flink;

import org.jspecify.annotations.NullMarked;
