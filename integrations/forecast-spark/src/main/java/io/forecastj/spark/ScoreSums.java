package io.forecastj.spark;

import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.SkipReason;
import io.forecastj.metrics.ErrorSums;
import io.forecastj.metrics.ExactSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Sums over series of the scores of one model, without rounding: in whatever order and grouping these are added, the
 * result is the same in every bit. For one thread.
 */
final class ScoreSums {
    /** The number of sums in {@link ErrorSums}. */
    private static final int ERROR_SUMS = 5;

    /** The places in a row of {@link ScoreMerge}. */
    private static final int PAIRS = 3;

    private static final int ERRORS = 4;
    private static final int MASE = 5;
    private static final int RMSSE = 6;
    private static final int FAILED_ORIGINS = 7;

    /** Over the pairs of all series. */
    private final ErrorSums errors = new ErrorSums();

    /** Over the series with such a score. */
    private final ExactSum mase = new ExactSum();

    private final ExactSum rmsse = new ExactSum();
    private long withMase;
    private long withRmsse;
    private long series;
    private long failedOrigins;

    static StructType schema(DataType id) {
        return new StructType()
                .add("id", id)
                .add("model", DataTypes.StringType)
                .add("target", DataTypes.StringType)
                .add("pairs", DataTypes.LongType)
                .add("absolute", DataTypes.DoubleType)
                .add("squared", DataTypes.DoubleType)
                .add("error", DataTypes.DoubleType)
                .add("smape", DataTypes.DoubleType)
                .add("errors", DataTypes.BinaryType)
                .add("mase", DataTypes.DoubleType)
                .add("rmsse", DataTypes.DoubleType)
                .add("failed", DataTypes.LongType)
                .add("status", DataTypes.StringType)
                .add("reason", DataTypes.StringType);
    }

    /** Returns the rows of one series: the sums over its pairs, and the scores that are averaged over series. */
    static List<Row> of(@Nullable Object key, BacktestResult result) {
        List<Row> rows = new ArrayList<>();
        for (ModelScores model : result.scores()) {
            ErrorSums sums = model.errors();
            rows.add(RowFactory.create(
                    key,
                    model.model(),
                    model.target(),
                    sums.pairs(),
                    sums.mae() * sums.pairs(),
                    sums.mse() * sums.pairs(),
                    sums.bias() * sums.pairs(),
                    sums.smape() * sums.pairs(),
                    PackedSums.pack(sums.parts()),
                    model.overall().mase(),
                    model.overall().rmsse(),
                    failedOrigins(model),
                    SeriesTask.OK,
                    ""));
        }
        return rows;
    }

    private static long failedOrigins(ModelScores model) {
        return model.skipped().getOrDefault(SkipReason.FAILED, 0L)
                + model.skipped().getOrDefault(SkipReason.NOT_FITTED, 0L);
    }

    static Row failed(@Nullable Object key, String reason) {
        return RowFactory.create(
                key, null, null, 0L, null, null, null, null, null, null, null, null, SeriesTask.FAILED, reason);
    }

    /** Adds the row of a series. */
    void add(Row row) {
        failedOrigins += row.getLong(FAILED_ORIGINS);
        if (row.getLong(PAIRS) == 0) {
            return;
        }
        series++;
        errors.add(errors(row.getLong(PAIRS), row.getAs(ERRORS)));
        if (!Double.isNaN(row.getDouble(MASE))) {
            mase.add(row.getDouble(MASE));
            withMase++;
        }
        if (!Double.isNaN(row.getDouble(RMSSE))) {
            rmsse.add(row.getDouble(RMSSE));
            withRmsse++;
        }
    }

    private static ErrorSums errors(long pairs, byte[] packed) {
        return ErrorSums.of(pairs, PackedSums.unpack(packed, ERROR_SUMS));
    }

    void add(ScoreSums other) {
        errors.add(other.errors);
        mase.add(other.mase);
        rmsse.add(other.rmsse);
        withMase += other.withMase;
        withRmsse += other.withRmsse;
        series += other.series;
        failedOrigins += other.failedOrigins;
    }

    /** Returns the exact sums and the counts, for a row. */
    Row toRow(String model, String target) {
        return RowFactory.create(
                model,
                target,
                errors.pairs(),
                series,
                failedOrigins,
                PackedSums.pack(errors.parts()),
                PackedSums.pack(new double[][] {mase.parts(), rmsse.parts()}),
                withMase,
                withRmsse);
    }

    static StructType partialSchema() {
        return new StructType()
                .add("model", DataTypes.StringType)
                .add("target", DataTypes.StringType)
                .add("pairs", DataTypes.LongType)
                .add("series", DataTypes.LongType)
                .add("failed", DataTypes.LongType)
                .add("errors", DataTypes.BinaryType)
                .add("scaled", DataTypes.BinaryType)
                .add("withMase", DataTypes.LongType)
                .add("withRmsse", DataTypes.LongType);
    }

    /** Reads what {@link #toRow} wrote. */
    static ScoreSums fromRow(Row row) {
        ScoreSums read = new ScoreSums();
        read.errors.add(errors(row.getLong(2), row.getAs(5)));
        read.series = row.getLong(3);
        read.failedOrigins = row.getLong(4);
        double[][] scaled = PackedSums.unpack(row.getAs(6), 2);
        Arrays.stream(scaled[0]).forEach(read.mase::add);
        Arrays.stream(scaled[1]).forEach(read.rmsse::add);
        read.withMase = row.getLong(7);
        read.withRmsse = row.getLong(8);
        return read;
    }

    ErrorSums errors() {
        return errors;
    }

    long series() {
        return series;
    }

    long failedOrigins() {
        return failedOrigins;
    }

    /** Mean over the series that have such a score; NaN if none has. */
    double mase() {
        return withMase == 0 ? Double.NaN : mase.value() / withMase;
    }

    /** Mean over the series that have such a score; NaN if none has. */
    double rmsse() {
        return withRmsse == 0 ? Double.NaN : rmsse.value() / withRmsse;
    }
}
