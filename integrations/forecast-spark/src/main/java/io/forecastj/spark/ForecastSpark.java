package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.WalkForward;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.models.Predictors;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.store.StoredModel;
import java.io.ByteArrayOutputStream;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Fits, forecasts and scores the series of a dataset of Spark.
 *
 * <p>Immutable and thread-safe; used on the driver.
 *
 * <pre>{@code
 * ForecastSpark shops = ForecastSpark.of("shop", "day", "sales");
 * Dataset<Row> models = shops.fitLocal(sales, () -> Ets.forecaster().column("sales").horizon(14).build());
 * models.write().parquet("models");
 *
 * Dataset<Row> forecasts = shops.predict(sales, spark.read().parquet("models"));
 * }</pre>
 *
 * <p><b>Rows.</b> A dataset has a row for each series and time: the id of the series (a string, an int or a bigint),
 * the time and numbers. The time is a timestamp; one without a time zone or a date, both of which are read as in UTC
 * whatever the session's time zone is; or a bigint of milliseconds since 1970. Rows may be in any order. A null or NaN
 * is a missing value. Two rows of one series at one millisecond are an error of that series.
 *
 * <p><b>Partitions.</b> Where the dataset is partitioned by the id already, as after {@code repartition(col("shop"))}
 * or by the buckets of a table, rows stay where they are; else Spark moves them once. Within a partition they are
 * sorted, in memory or on disk as Spark does it, and series are read one after the other: a task holds one series at a
 * time. One of millions of rows costs its own size in memory, or that of {@link #lastRows}; its task takes longer,
 * while others do the other partitions.
 *
 * <p><b>Failures.</b> A series whose rows or fit fail becomes a row with the status {@code FAILED} and the reason. What
 * is wrong for all series throws: an unknown column or a strange type at once, on the driver; a predictor of all series
 * that cannot be loaded, a jar that an executor lacks, and a native library that is missing or does not load there, in
 * the task, which ends the job. The last two are known by a {@link LinkageError} or {@link ClassNotFoundException}
 * among the causes; any other exception of a fit or forecast is its series' failure, also where all series have it.
 *
 * <p><b>Threads.</b> A fit uses the one thread of its task, in native code too. Spark runs a task for each core.
 *
 * <p><b>Laziness.</b> As ever in Spark, a returned dataset is computed when an action needs it, and again for the next
 * action unless it is cached or written. Rows that differ then, as of a dataset with random numbers, give other models
 * and forecasts; write them first.
 */
public final class ForecastSpark {
    private final DatasetLayout layout;

    private ForecastSpark(DatasetLayout layout) {
        this.layout = layout;
    }

    /**
     * Names the columns of series.
     *
     * @param id the column of the series' ids
     * @param time the column of the times
     * @param columns the columns of values, at least one: what is forecast, and what forecasters need beside it
     * @return the verbs on such datasets
     * @throws IllegalArgumentException if there is no value column, or a name occurs twice
     */
    public static ForecastSpark of(String id, String time, String... columns) {
        return new ForecastSpark(DatasetLayout.of(id, time, columns));
    }

    /**
     * Names value columns that are known ahead. Then the last rows of a series in which all other value columns are
     * missing are its future: forecasts start before them and take these columns from them.
     *
     * @param columns some of the value columns
     * @return the verbs with this setting
     * @throws IllegalArgumentException if one is no value column
     */
    public ForecastSpark knownFuture(String... columns) {
        return new ForecastSpark(layout.withKnownFuture(columns));
    }

    /**
     * Declares the spacing of all series; inferred for each from its times unless set, for which short series may have
     * too few rows.
     *
     * @param sampling makes the spacing, such as {@code () -> Sampling.daily()}
     * @return the verbs with this setting
     */
    public ForecastSpark sampling(SerializableSupplier<Sampling> sampling) {
        return new ForecastSpark(layout.withSampling(Objects.requireNonNull(sampling, "sampling")));
    }

    /**
     * Sets the time zone in which days, months and weeks are counted when the spacing is inferred; UTC unless set.
     *
     * @param zone the zone, such as {@code "Europe/Berlin"}
     * @return the verbs with this setting
     * @throws java.time.DateTimeException if there is no such zone
     */
    public ForecastSpark zone(String zone) {
        return new ForecastSpark(layout.withZone(ZoneId.of(zone)));
    }

    /**
     * Keeps the last rows of each series only. All unless set.
     *
     * @param rows the number of rows, at least 1, known-future rows not counted
     * @return the verbs with this setting
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public ForecastSpark lastRows(int rows) {
        return new ForecastSpark(layout.withLastRows(rows));
    }

    /**
     * Sets the largest number of rows of a series that is held in memory; 10 million unless set. A longer series fails,
     * unless {@link #lastRows} cuts it.
     *
     * @param rows the number of rows, at least 1; each takes 8 bytes and 8 for each value column
     * @return the verbs with this setting
     * @throws IllegalArgumentException if {@code rows < 1}
     */
    public ForecastSpark mostRows(int rows) {
        return new ForecastSpark(layout.withMostRows(rows));
    }

    /**
     * Sets the counters of series and rows.
     *
     * @param progress the counters
     * @return the verbs with this setting
     */
    public ForecastSpark progress(SparkProgress progress) {
        return new ForecastSpark(layout.withProgress(Objects.requireNonNull(progress, "progress")));
    }

    /**
     * Fits one model to each series.
     *
     * @param dataset the series
     * @param forecaster makes the forecaster
     * @return a row for each series: {@code id}, {@code model} (the archive of {@link Predictors#saveZip}, null if it
     *     failed), {@code hash} of the model, {@code rows}, {@code status} {@code OK} or {@code FAILED}, {@code reason}
     * @throws IllegalArgumentException if the dataset lacks a column, one has an unsuitable type, or the forecaster
     *     forecasts a column that is no value column
     */
    public Dataset<Row> fitLocal(Dataset<Row> dataset, SerializableSupplier<Forecaster> forecaster) {
        requireTargets(forecaster.get());
        return each(dataset, new LocalFits(layout, forecaster), LocalFits.schema(layout.idType(dataset)));
    }

    /**
     * Fits one model to each series and forecasts with it, without keeping the models: in one pass over the rows.
     *
     * @param dataset the series
     * @param forecaster makes the forecaster
     * @return the forecasts, as of {@link #predict(Dataset, Predictor)}
     * @throws IllegalArgumentException as {@link #fitLocal}
     */
    public Dataset<Row> forecastLocal(Dataset<Row> dataset, SerializableSupplier<Forecaster> forecaster) {
        requireTargets(forecaster.get());
        return ForecastRows.finish(
                each(dataset, new LocalForecasts(layout, forecaster), ForecastRows.schema(layout.idType(dataset))));
    }

    /**
     * Forecasts each series by its own model.
     *
     * @param dataset the series, up to the rows that are known now
     * @param models the rows of {@link #fitLocal}, of which {@code id}, {@code model} and {@code reason} are read; a
     *     model without a series in the dataset gives no forecast
     * @return the forecasts, as of {@link #predict(Dataset, Predictor)}; a series without a model fails
     * @throws IllegalArgumentException if a dataset lacks a column, one has an unsuitable type, or ids have different
     *     types
     */
    public Dataset<Row> predict(Dataset<Row> dataset, Dataset<Row> models) {
        DataType id = layout.idType(dataset);
        return ForecastRows.finish(layout.group(dataset)
                .cogroupSorted(
                        layout.groupModels(models, dataset),
                        DatasetLayout.order(),
                        new Column[0],
                        new KeyedForecasts(layout),
                        Encoders.row(ForecastRows.schema(id))));
    }

    /**
     * Forecasts all series by one predictor, which each executor loads once.
     *
     * @param dataset the series, up to the rows that are known now
     * @param predictor the predictor, of a kind that can be saved; it is copied now, so it may be closed afterwards
     * @return a row for each series, target and step: {@code id}, {@code target}, {@code step} from 1, {@code time},
     *     {@code point}, {@code quantiles} (a map from levels to values), {@code status} and {@code reason}. The status
     *     is one of {@link io.forecastj.ForecastStatus}, or {@code FAILED} in the only row of a series without a
     *     forecast
     * @throws IllegalArgumentException if the dataset lacks a column, one has an unsuitable type, or the predictor
     *     cannot be saved or needs a column that is no value column
     */
    public Dataset<Row> predict(Dataset<Row> dataset, Predictor predictor) {
        StructType schema = ForecastRows.schema(layout.idType(dataset));
        PredictorInfo info = predictor.info();
        layout.requireColumns(info.name(), info.rowColumns());
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Predictors.saveZip(predictor, archive);
        Broadcast<byte[]> sent = JavaSparkContext.fromSparkContext(
                        dataset.sparkSession().sparkContext())
                .broadcast(archive.toByteArray());
        return ForecastRows.finish(each(dataset, new SharedForecasts(layout, predictor.modelHash(), sent), schema));
    }

    /**
     * Forecasts all series by the predictor that an alias of the store names now.
     *
     * @param dataset the series, up to the rows that are known now
     * @param model the model of a store, which only the driver reads
     * @param alias the alias, such as {@code "production"}
     * @return the forecasts, as of {@link #predict(Dataset, Predictor)}
     * @throws io.forecastj.ModelLoadException as {@link StoredModel#load(String)}
     * @throws io.forecastj.store.StoreException as {@link StoredModel#load(String)}
     * @throws IllegalArgumentException as {@link #predict(Dataset, Predictor)}
     */
    public Dataset<Row> predict(Dataset<Row> dataset, StoredModel model, String alias) {
        try (Predictor predictor = model.load(alias)) {
            return predict(dataset, predictor);
        }
    }

    /**
     * Fits one LightGBM model to all series: executors make the examples, the driver trains. The model is the one that
     * a fit in one JVM makes of the same series in the order of their ids, as texts by their bytes in UTF-8, without
     * validation and shrinkage. Series without an example, or that fail, teach nothing; {@link #progress} counts them.
     *
     * @param dataset the series
     * @param recipe makes the recipe
     * @param listener receives the progress of the training, and may cancel it
     * @return a new predictor, which the caller closes; its training span is unknown
     * @throws IllegalArgumentException if the dataset lacks a column, one has an unsuitable type, or there are more
     *     numbers than the recipe allows; the message has both and a share that fits
     * @throws io.forecastj.InsufficientHistoryException if no series gives an example, with the first reason
     * @throws IllegalStateException if the dataset gives another number of examples when Spark computes it again; other
     *     examples of the same number are not noticed
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public Predictor fitGlobal(Dataset<Row> dataset, SerializableSupplier<GlobalFit> recipe, FitListener listener) {
        GlobalFit made = recipe.get();
        requireTargets(made.forecaster(LightGbm.regressor(made.parameters())));
        Dataset<Row> examples = each(dataset, new SeriesExamples(layout, recipe), SeriesExamples.SCHEMA);
        return GlobalTraining.train(examples, made, listener);
    }

    /**
     * Scores forecasters on each series by a walk-forward evaluation, as {@link io.forecastj.backtest.Backtest} does
     * for one series. {@link #scores} merges the result.
     *
     * @param dataset the series
     * @param windows makes the windows, such as {@code () -> WalkForward.expanding(60).step(14).last(3)}
     * @param forecasters make the forecasters, with distinct names, such as {@code List.of(() -> ets, () -> theta)}
     * @return a row for each series, model (the naive forecasts included) and target: {@code id}, {@code model}, {@code
     *     target}, {@code pairs}; the sums over them {@code absolute}, {@code squared}, {@code error} and {@code
     *     smape}, rounded, and {@code errors}, which holds them exactly for {@link #scores}; the series' {@code mase}
     *     and {@code rmsse}; {@code failed}, the number of origins at which the
     *     model's fit or forecast failed; {@code status} and {@code reason}; one row for a series that failed
     * @throws IllegalArgumentException if the dataset lacks a column, one has an unsuitable type, there is no
     *     forecaster, two have one name, or one forecasts a column that is no value column
     */
    public Dataset<Row> backtest(
            Dataset<Row> dataset,
            SerializableSupplier<WalkForward> windows,
            List<SerializableSupplier<Forecaster>> forecasters) {
        requireForecasters(forecasters);
        return each(
                dataset,
                new LocalScores(layout, windows, forecasters, false),
                ScoreSums.schema(layout.idType(dataset)));
    }

    /**
     * Returns the forecasts of a {@link #backtest} instead of scores.
     *
     * @param dataset the series
     * @param windows makes the windows
     * @param forecasters make the forecasters, with distinct names
     * @return a row for each series, model, target, origin and step: {@code id}, {@code model}, {@code target}, {@code
     *     origin}, {@code step}, {@code time}, {@code actual}, {@code point}, {@code quantiles}, {@code status} and
     *     {@code reason}; one row for a series that failed. {@link #forecastRows} collects them
     * @throws IllegalArgumentException as {@link #backtest}
     */
    public Dataset<Row> backtestForecasts(
            Dataset<Row> dataset,
            SerializableSupplier<WalkForward> windows,
            List<SerializableSupplier<Forecaster>> forecasters) {
        requireForecasters(forecasters);
        Dataset<Row> rows = each(
                dataset,
                new LocalScores(layout, windows, forecasters, true),
                LocalScores.forecastsSchema(layout.idType(dataset)));
        return ForecastRows.finish(rows.withColumn("origin", functions.timestamp_millis(functions.col("origin"))));
    }

    /**
     * Merges the scores of all series. The sums over series are exact, so the result is the same in every bit for any
     * number and order of partitions. Where all series have the same times, it equals the scores of one {@link
     * io.forecastj.backtest.Backtest} of them in every bit.
     *
     * <p>Series that failed are in no score; {@link MergedScore#failedSeries} counts them.
     *
     * @param backtest the rows of {@link #backtest}, or some of them
     * @return the scores by target and model; empty if there are no rows
     * @throws IllegalStateException if all series failed
     */
    public static List<MergedScore> scores(Dataset<Row> backtest) {
        return ScoreMerge.of(backtest);
    }

    /**
     * Collects the forecasts of a backtest on the driver, for {@link
     * io.forecastj.backtest.Backtest#score(java.util.Collection, List)}, which compares models by tests of significance
     * too. Each row takes some 200 bytes there.
     *
     * @param forecasts the rows of {@link #backtestForecasts}, or some of them
     * @return the forecasts, by target, model, id, origin and step; without series that failed
     */
    public static List<ForecastRow> forecastRows(Dataset<Row> forecasts) {
        return CollectedForecasts.of(forecasts);
    }

    private void requireForecasters(List<SerializableSupplier<Forecaster>> sources) {
        Set<String> names = new LinkedHashSet<>();
        for (SerializableSupplier<Forecaster> source : sources) {
            Forecaster forecaster = source.get();
            requireTargets(forecaster);
            if (!names.add(forecaster.name())) {
                throw new IllegalArgumentException(
                        "expected forecasters with distinct names, found two of '" + forecaster.name() + "'");
            }
        }
        if (names.isEmpty()) {
            throw new IllegalArgumentException("expected at least one forecaster to score, found none");
        }
    }

    private void requireTargets(Forecaster forecaster) {
        layout.requireColumns(forecaster.name(), forecaster.targets());
    }

    private Dataset<Row> each(
            Dataset<Row> dataset, FlatMapGroupsFunction<Object, Row, Row> function, StructType schema) {
        return layout.group(dataset).flatMapSortedGroups(DatasetLayout.order(), function, Encoders.row(schema));
    }
}
