/**
 * Forecasts of many series on Apache Spark.
 *
 * <p>{@link io.forecastj.spark.ForecastSpark} names the columns of a dataset that hold series, and fits, forecasts and
 * scores them: a local model for each series, or one global model for all. Everything it returns is a dataset again, so
 * it can be written as Parquet, joined and read from SQL. {@link io.forecastj.spark.ForecastSparkExtensions} is a
 * function of SQL that forecasts.
 *
 * <p>Results do not depend on how many partitions, tasks or executors there are. Models, forecasts and merged scores
 * equal, in every bit, what one JVM computes without Spark. A series that fails is a row with the status {@code FAILED}
 * and the reason; it never ends the job.
 *
 * <p>Spark itself is not brought along: it is on the class path of every driver and executor.
 *
 * <h2>For maintainers</h2>
 *
 * <p>{@code DatasetLayout} groups a dataset by series, {@code GroupRows} reads one group, {@code SeriesTask} has the
 * rules for threads and failures. Each verb is one function that Spark sends to its tasks: {@code LocalFits}, {@code
 * LocalForecasts}, {@code KeyedForecasts}, {@code SharedForecasts}, {@code LocalScores}, {@code ScoreMerge}. In
 * SQL, {@code SqlForecast} hands the rows of a group to {@code LocalForecasts}.
 */
@NullMarked
package io.forecastj.spark;

import org.jspecify.annotations.NullMarked;
