package io.forecastj.spark;

import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.Score;
import io.forecastj.backtest.SkipReason;
import java.math.BigDecimal;
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
 * Sums over series of the scores of one model, without rounding once each series has its own: in whatever order and
 * grouping these are added, the result is the same in every bit. For one thread.
 */
final class ScoreSums {
    /** The scores that are averaged over the pairs of all series; the squared error's root is taken at the end. */
    static final int ABSOLUTE = 0;

    static final int SQUARED = 1;
    static final int ERROR = 2;
    static final int SMAPE = 3;
    /** Those that are averaged over the series. */
    static final int MASE = 4;

    static final int RMSSE = 5;
    static final int SUMS = 6;

    /** The places in a row of a series. */
    private static final int PAIRS = 3;

    private static final int FIRST_SUM = 4;

    private static final int FAILED_ORIGINS = FIRST_SUM + SUMS;

    private final BigDecimal[] sums = new BigDecimal[SUMS];
    private final long[] undefined = new long[SUMS];
    private long pairs;
    private long series;
    private long failedOrigins;

    ScoreSums() {
        Arrays.fill(sums, BigDecimal.ZERO);
    }

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
            Score score = model.overall();
            double n = score.pairs();
            rows.add(RowFactory.create(
                    key,
                    model.model(),
                    model.target(),
                    (long) score.pairs(),
                    score.mae() * n,
                    score.rmse() * score.rmse() * n,
                    score.bias() * n,
                    score.smape() * n,
                    score.mase(),
                    score.rmsse(),
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
                key, null, null, 0L, null, null, null, null, null, null, null, SeriesTask.FAILED, reason);
    }

    /** Adds the row of a series. */
    void add(Row row) {
        failedOrigins += row.getLong(FAILED_ORIGINS);
        long count = row.getLong(PAIRS);
        if (count == 0) {
            return;
        }
        pairs += count;
        series++;
        for (int i = 0; i < SUMS; i++) {
            double value = row.getDouble(FIRST_SUM + i);
            if (Double.isFinite(value)) {
                sums[i] = sums[i].add(new BigDecimal(value));
            } else {
                undefined[i]++;
            }
        }
    }

    void add(ScoreSums other) {
        pairs += other.pairs;
        series += other.series;
        failedOrigins += other.failedOrigins;
        for (int i = 0; i < SUMS; i++) {
            sums[i] = sums[i].add(other.sums[i]);
            undefined[i] += other.undefined[i];
        }
    }

    /** Returns the sums as texts and numbers, for a row. */
    Row toRow(String model, String target) {
        String[] texts = new String[SUMS];
        for (int i = 0; i < SUMS; i++) {
            texts[i] = sums[i].toString();
        }
        return RowFactory.create(model, target, pairs, series, failedOrigins, texts, undefined.clone());
    }

    static StructType partialSchema() {
        return new StructType()
                .add("model", DataTypes.StringType)
                .add("target", DataTypes.StringType)
                .add("pairs", DataTypes.LongType)
                .add("series", DataTypes.LongType)
                .add("failed", DataTypes.LongType)
                .add("sums", DataTypes.createArrayType(DataTypes.StringType))
                .add("undefined", DataTypes.createArrayType(DataTypes.LongType));
    }

    /** Reads what {@link #toRow} wrote. */
    static ScoreSums fromRow(Row row) {
        ScoreSums read = new ScoreSums();
        read.pairs = row.getLong(2);
        read.series = row.getLong(3);
        read.failedOrigins = row.getLong(4);
        List<String> texts = row.getList(5);
        List<Long> counts = row.getList(6);
        for (int i = 0; i < SUMS; i++) {
            read.sums[i] = new BigDecimal(texts.get(i));
            read.undefined[i] = counts.get(i);
        }
        return read;
    }

    long pairs() {
        return pairs;
    }

    long series() {
        return series;
    }

    long failedOrigins() {
        return failedOrigins;
    }

    /** Mean over the pairs; NaN if a series has no such score. */
    double perPair(int sum) {
        return undefined[sum] > 0 || pairs == 0 ? Double.NaN : sums[sum].doubleValue() / pairs;
    }

    /** Mean over the series that have such a score; NaN if none has. */
    double perSeries(int sum) {
        long defined = series - undefined[sum];
        return defined == 0 ? Double.NaN : sums[sum].doubleValue() / defined;
    }
}
