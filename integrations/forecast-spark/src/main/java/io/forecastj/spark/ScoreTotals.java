package io.forecastj.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** The sums of all models over series, and the number of series that failed. For one thread. */
final class ScoreTotals {
    private static final int MODEL = 1;
    private static final int TARGET = 2;

    /** The name of the naive forecast in every backtest. */
    private static final String NAIVE = "naive";

    /** By model and target, in the order of target and model. */
    private final Map<List<String>, ScoreSums> sums =
            new TreeMap<>(Comparator.comparing((List<String> key) -> key.get(1)).thenComparing(key -> key.get(0)));

    private long failed;

    /** Adds a row of {@link ScoreMerge}: of a series and model, or of a series that failed. */
    void add(Row row) {
        if (row.isNullAt(MODEL)) {
            failed++;
        } else {
            of(row.getString(MODEL), row.getString(TARGET)).add(row);
        }
    }

    private ScoreSums of(String model, String target) {
        return sums.computeIfAbsent(List.of(model, target), ignored -> new ScoreSums());
    }

    /** Returns the totals as rows; that of the series that failed has no model. */
    List<Row> toRows() {
        List<Row> rows = new ArrayList<>();
        sums.forEach((key, one) -> rows.add(one.toRow(key.get(0), key.get(1))));
        if (failed > 0) {
            rows.add(RowFactory.create(null, null, 0L, failed, 0L, null, null, 0L, 0L));
        }
        return rows;
    }

    /** Adds a row of {@link #toRows}. */
    void addTotal(Row row) {
        if (row.isNullAt(0)) {
            failed += row.getLong(3);
        } else {
            of(row.getString(0), row.getString(1)).add(ScoreSums.fromRow(row));
        }
    }

    /**
     * Returns the scores by target and model.
     *
     * @throws IllegalStateException if all series failed
     */
    List<MergedScore> scores() {
        if (sums.isEmpty() && failed > 0) {
            throw new IllegalStateException("expected a series with scores, found " + failed
                    + " that all failed; the column 'reason' of the backtest says why");
        }
        List<MergedScore> scores = new ArrayList<>();
        sums.forEach((key, one) -> {
            @Nullable ScoreSums naive = sums.get(List.of(NAIVE, key.get(1)));
            scores.add(new MergedScore(key.get(0), key.get(1), one, naive, failed));
        });
        return List.copyOf(scores);
    }
}
